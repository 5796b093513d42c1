package dev.winnow.db.schema;

import dev.winnow.db.Connections;
import dev.winnow.db.DatabaseProblems;
import dev.winnow.db.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the database and its accounts, as an administrator of the server: {@code winnow db init}. Repeatable: what is
 * there stays, passwords become the given ones. Grants on tables come later, with the migration.
 */
public final class AccountSetup {
    private static final String NAME = "[A-Za-z0-9_$-]{1,64}";

    private final String database;
    private final String migrateAccount;
    private final Map<String, String> passwords;

    /**
     * @param database the database's name
     * @param migrateAccount the account that may do everything in it
     * @param passwords of all accounts, the migrating one too, by account name
     * @throws IllegalArgumentException for a name that could not be quoted safely
     */
    public AccountSetup(String database, String migrateAccount, Map<String, String> passwords) {
        this.database = checked("database", database);
        this.migrateAccount = checked("account", migrateAccount);
        passwords.keySet().forEach(account -> checked("account", account));
        this.passwords = Map.copyOf(passwords);
    }

    /** The statements, in order, for a DBA to read or run. */
    public List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE DATABASE IF NOT EXISTS `" + database + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        passwords.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            String account = "'" + entry.getKey() + "'@'%'";
            String password = "'" + entry.getValue().replace("\\", "\\\\").replace("'", "''") + "'";
            statements.add("CREATE USER IF NOT EXISTS " + account + " IDENTIFIED BY " + password);
            statements.add("ALTER USER " + account + " IDENTIFIED BY " + password);
        });
        statements
                .add("GRANT ALL PRIVILEGES ON `" + database + "`.* TO '" + migrateAccount + "'@'%' WITH GRANT OPTION");
        return statements;
    }

    /**
     * Runs the statements.
     *
     * @param server host, port, TLS and the administrator; its database name is not used
     * @throws IllegalStateException if the server cannot be reached, does not let the administrator in or refuses a
     *             statement; {@link DatabaseProblems#isUnreachable} tells the first from the others; the message holds
     *             no password
     */
    public void apply(DatabaseSettings server) {
        try (Connection connection = open(server); Statement statement = connection.createStatement()) {
            for (String sql : statements()) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(DatabaseProblems.isUnreachable(e)
                    ? DatabaseProblems.sentence(e, server)
                    : refused(e, server), e);
        }
    }

    private static Connection open(DatabaseSettings server) throws SQLException {
        try {
            return Connections.openServer(server);
        } catch (SQLException e) {
            if (DatabaseProblems.isUnreachable(e)) {
                throw e;
            }
            throw new IllegalStateException("MySQL at " + server.host() + ":" + server.port()
                    + " does not let the administrator '" + server.username() + "' in (" + e.getMessage()
                    + "): check --admin-user and the password in the file of --admin-password-file", e);
        }
    }

    private static String refused(SQLException e, DatabaseSettings server) {
        String what = "the accounts were not all made on " + server.host() + ":" + server.port() + ": " + e
                .getMessage();
        return switch (e.getErrorCode()) {
            case DatabaseProblems.ACCOUNT_DENIED, DatabaseProblems.DATABASE_DENIED, DatabaseProblems.TABLE_DENIED,
                    DatabaseProblems.RIGHT_DENIED ->
                what + ". '" + server.username() + "' lacks a right: it needs"
                        + " CREATE USER, and all rights on the database with GRANT OPTION; 'winnow db init --print'"
                        + " gives the SQL for somebody who has them";
            default -> what;
        };
    }

    private static String checked(String what, String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(what + " name '" + name + "': expected letters, digits, _, $ and -");
        }
        return name;
    }
}
