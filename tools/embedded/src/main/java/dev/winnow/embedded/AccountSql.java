package dev.winnow.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The SQL that makes the database and its accounts; each statement can be run again. */
final class AccountSql {
    private AccountSql() {
    }

    /** The database, empty, for {@code winnow_migrate} to fill and to hand out. */
    static List<String> database(String name) {
        return List.of("CREATE DATABASE IF NOT EXISTS `" + name + "` CHARACTER SET utf8mb4",
                "GRANT ALL PRIVILEGES ON `" + name + "`.* TO '" + Account.MIGRATE.accountName()
                        + "'@'%' WITH GRANT OPTION");
    }

    /** The four accounts with these passwords. */
    static List<String> accounts(Map<Account, String> passwords) {
        List<String> statements = new ArrayList<>();
        passwords.forEach((account, password) -> statements.addAll(user(account.accountName(), password)));
        return List.copyOf(statements);
    }

    /** An account that may do everything, for tests to make databases with. */
    static List<String> superuser(String name, String password) {
        List<String> statements = new ArrayList<>(user(name, password));
        statements.add("GRANT ALL PRIVILEGES ON *.* TO '" + name + "'@'%' WITH GRANT OPTION");
        return List.copyOf(statements);
    }

    private static List<String> user(String name, String password) {
        String quoted = "'" + password.replace("\\", "\\\\").replace("'", "''") + "'";
        return List.of("CREATE USER IF NOT EXISTS '" + name + "'@'%' IDENTIFIED BY " + quoted,
                "ALTER USER '" + name + "'@'%' IDENTIFIED BY " + quoted);
    }
}
