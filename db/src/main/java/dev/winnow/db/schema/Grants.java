package dev.winnow.db.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives each account what {@link Privileges} says and takes the rest away. What is needed is granted before anything is
 * revoked, so that a running daemon never lacks a right it has.
 */
final class Grants {
    private static final Map<Character, String> VERBS = Map.of('S', "SELECT", 'I', "INSERT", 'U', "UPDATE", 'D',
            "DELETE");
    private static final List<String> NOBODYS = List.of("CREATE", "DROP", "ALTER", "INDEX", "REFERENCES", "TRIGGER");
    private static final Set<Integer> NOTHING_TO_REVOKE = Set.of(1141, 1147);
    private static final Set<Integer> NO_SUCH_ACCOUNT = Set.of(1133, 1410);

    private final String database;
    private final GrantAccounts accounts;

    Grants(String database, GrantAccounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    /** Applies all; safe to be repeated, also while daemons run. */
    void apply(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Privileges.Role role : Privileges.Role.values()) {
                apply(statement, role);
            }
        }
    }

    private void apply(Statement statement, Privileges.Role role) throws SQLException {
        Map<String, Set<Character>> wanted = Privileges.of(role);
        String account = "'" + name(role).replace("'", "''") + "'@'%'";
        for (Map.Entry<String, Set<Character>> entry : wanted.entrySet()) {
            if (!entry.getKey().equals(Privileges.HISTORY)) {
                grant(statement, entry.getKey(), entry.getValue(), account);
            }
        }
        grant(statement, Privileges.HISTORY, wanted.getOrDefault(Privileges.HISTORY, Set.of()), account);
        revoke(statement, "REVOKE ALL PRIVILEGES ON " + quoted(database) + ".* FROM " + account);
        for (Map.Entry<String, Set<Character>> entry : wanted.entrySet()) {
            String rest = " ON " + table(entry.getKey()) + " FROM " + account;
            List<String> privileges = unwanted(entry.getValue());
            if (!revoke(statement, "REVOKE " + String.join(", ", privileges) + rest)) {
                // MySQL revokes none of several where one of them was not granted; MariaDB does.
                for (String privilege : privileges) {
                    revoke(statement, "REVOKE " + privilege + rest);
                }
            }
        }
    }

    private void grant(Statement statement, String table, Set<Character> verbs, String account) throws SQLException {
        if (verbs.isEmpty()) {
            return;
        }
        List<String> privileges = new ArrayList<>();
        for (char verb : verbs) {
            if (verb == 'u') {
                List<String> columns = Privileges.UPDATABLE_COLUMNS.getOrDefault(table, List.of());
                privileges.add("UPDATE (" + String.join(", ", columns) + ")");
            } else {
                privileges.add(VERBS.getOrDefault(verb, ""));
            }
        }
        try {
            statement.execute("GRANT " + String.join(", ", privileges) + " ON " + table(table) + " TO " + account);
        } catch (SQLException e) {
            if (NO_SUCH_ACCOUNT.contains(e.getErrorCode())) {
                throw new UpgradeException("account " + account + " does not exist, so it cannot be given its rights: "
                        + "run 'winnow db init', or set WINNOW_DB_ACCOUNT_... to the account's name", e);
            }
            throw e;
        }
    }

    /** All verbs but those wanted. A table's UPDATE stays where columns are granted: revoking it would take those, too. */
    private static List<String> unwanted(Set<Character> verbs) {
        List<String> privileges = new ArrayList<>(NOBODYS);
        VERBS.forEach((letter, verb) -> {
            if (!verbs.contains(letter) && !verbs.contains(Character.toLowerCase(letter))) {
                privileges.add(verb);
            }
        });
        return privileges;
    }

    /** False where there was nothing to revoke. */
    private static boolean revoke(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            if (NOTHING_TO_REVOKE.contains(e.getErrorCode())) {
                return false;
            }
            throw e;
        }
    }

    private String name(Privileges.Role role) {
        return switch (role) {
            case SCHEDULER -> accounts.scheduler();
            case WORKER -> accounts.worker();
            case INTERFACE_SERVER -> accounts.interfaceServer();
        };
    }

    private String table(String name) {
        return quoted(database) + "." + quoted(name);
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
