package dev.winnow.embedded.testing;

import dev.winnow.embedded.Account;
import dev.winnow.embedded.RedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One MariaDB and one Redis for all tests of a JVM, each started when it is first asked for and stopped when the JVM
 * ends. With the system property {@code winnow.test.docker=true} they are containers: {@code MYSQL_IMAGE} and
 * {@code REDIS_IMAGE}, by default {@code mysql:8.0} and {@code redis:7.2}.
 */
public final class TestServers {
    private final AtomicInteger databases = new AtomicInteger();
    private final Lazy<SqlServer> sql;
    private final Lazy<TestRedis> redis;

    private TestServers(ServerFactory factory) {
        this.sql = new Lazy<>(factory::startSql);
        this.redis = new Lazy<>(factory::startRedis);
    }

    /** Those of this JVM. */
    public static TestServers shared() {
        return Holder.INSTANCE;
    }

    /** A new, empty database, on which {@code winnow_migrate} may do everything and the other accounts nothing yet. */
    public TestDatabase freshDatabase() {
        SqlServer server = sql.get();
        String name = "winnow" + databases.incrementAndGet();
        try (Connection connection = connectAsSuperuser("mysql"); Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
            statement.execute("GRANT ALL PRIVILEGES ON " + name + ".* TO '" + Account.MIGRATE.accountName()
                    + "'@'%' WITH GRANT OPTION");
        } catch (SQLException e) {
            throw new IllegalStateException("test database " + name + " could not be made: " + e.getMessage(), e);
        }
        return new TestDatabase(server.host(), server.port(), name, server.passwords());
    }

    /** A connection that may do everything, for what tests do to a server from outside. */
    public Connection connectAsSuperuser(String database) throws SQLException {
        SqlServer server = sql.get();
        TestDatabase target = new TestDatabase(server.host(), server.port(), database, Map.of());
        return DriverManager.getConnection(target.jdbcUrl(), server.superuser(), server.superuserPassword());
    }

    /** The Redis of this JVM, as the test before left it. */
    public TestRedis redis() {
        return redis.get();
    }

    /** The same, empty. */
    public TestRedis emptyRedis() {
        TestRedis server = redis.get();
        try (RedisConnection connection = new RedisConnection(server.host(), server.port(), null)) {
            connection.send("FLUSHALL");
        } catch (IOException e) {
            throw new UncheckedIOException("the tests' Redis on " + server.node() + " could not be emptied", e);
        }
        return server;
    }

    /** Started with the class, which is loaded at the first use: the JVM sees to it that there is one. */
    private static final class Holder {
        static final TestServers INSTANCE = new TestServers(
                Boolean.getBoolean("winnow.test.docker") ? new ContainerServers() : new EmbeddedServers());
    }
}
