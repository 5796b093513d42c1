package dev.winnow.embedded.testing;

import dev.winnow.embedded.Account;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * A database of a test's own, on a server that tests share.
 *
 * @param host where the server listens
 * @param port where the server listens
 * @param name the database
 * @param passwords of Winnow's accounts
 */
public record TestDatabase(String host, int port, String name, Map<Account, String> passwords) {
    public TestDatabase {
        passwords = Map.copyOf(passwords);
    }

    public String password(Account account) {
        return passwords.getOrDefault(account, "");
    }

    /** A URL for Connector/J that works on MariaDB and on MySQL. */
    public String jdbcUrl() {
        return "jdbc:mysql://" + host + ":" + port + "/" + name
                + "?useInformationSchema=false&sslMode=PREFERRED&allowPublicKeyRetrieval=true";
    }

    /** A connection as this account. An account without any GRANT on the database is refused. */
    public Connection connect(Account account) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), account.accountName(), password(account));
    }
}
