package dev.winnow.embedded.testing;

import dev.winnow.embedded.Account;
import dev.winnow.embedded.Passwords;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Servers in containers, by Testcontainers, which removes them when the JVM has ended. */
final class ContainerServers implements ServerFactory {
    private static final Duration START = Duration.ofMinutes(3);
    private static final int MYSQL_PORT = 3306;
    private static final int REDIS_PORT = 6379;

    @Override
    public SqlServer startSql() {
        String rootPassword = new Passwords().next(24);
        GenericContainer<?> container = container("MYSQL_IMAGE", "mysql:8.0", MYSQL_PORT);
        container.withEnv("MYSQL_ROOT_PASSWORD", rootPassword).withEnv("MYSQL_ROOT_HOST", "%");
        // The image starts a first server without TCP to set itself up; only the second says this port.
        container.waitingFor(Wait.forLogMessage(".*ready for connections.*port: 3306.*", 1).withStartupTimeout(START));
        container.start();
        Map<Account, String> passwords = new EnumMap<>(Account.class);
        for (Account account : Account.values()) {
            passwords.put(account, new Passwords().next(24));
        }
        SqlServer server = new SqlServer(container.getHost(), container.getMappedPort(MYSQL_PORT), "root", rootPassword,
                passwords);
        makeAccounts(server);
        return server;
    }

    @Override
    public TestRedis startRedis() {
        GenericContainer<?> container = container("REDIS_IMAGE", "redis:7.2", REDIS_PORT);
        container.start();
        return new TestRedis(container.getHost(), container.getMappedPort(REDIS_PORT));
    }

    private static GenericContainer<?> container(String variable, String usual, int port) {
        String given = System.getenv(variable);
        return new GenericContainer<>(given == null || given.isBlank() ? usual : given).withExposedPorts(port);
    }

    private static void makeAccounts(SqlServer server) {
        String url = new TestDatabase(server.host(), server.port(), "mysql", Map.of()).jdbcUrl();
        try (Connection connection = DriverManager.getConnection(url, server.superuser(), server.superuserPassword());
                Statement statement = connection.createStatement()) {
            for (Account account : Account.values()) {
                statement.execute("CREATE USER '" + account.accountName() + "'@'%' IDENTIFIED BY '"
                        + server.passwords().get(account) + "'");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the accounts could not be made on " + url + ": " + e.getMessage(), e);
        }
    }
}
