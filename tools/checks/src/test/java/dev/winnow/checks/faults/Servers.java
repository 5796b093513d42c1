package dev.winnow.checks.faults;

import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.EmbeddedRedis;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.RedisClient;

/**
 * MariaDB, which keeps what it has committed, and Redis, which keeps nothing; both can be killed. The job table is
 * system-versioned: the server itself keeps each version of each row, so that the judge sees every change that was ever
 * committed without anything of the suite's having a part in it.
 */
final class Servers implements AutoCloseable {
    private static final String PASSWORD = "faults";

    private final EmbeddedMariaDb database;
    private final EmbeddedRedis redis;

    Servers(Path folder) throws SQLException {
        database = EmbeddedMariaDb.builder().dataFolder(folder.resolve("mariadb"))
                .logFile(folder.resolve("mariadb.log")).superuser(PASSWORD).start();
        redis = EmbeddedRedis.builder().logFile(folder.resolve("redis.log")).start();
        new DatabaseUpgrade(settings(Account.MIGRATE), GrantAccounts.DEFAULT).run();
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE job ADD SYSTEM VERSIONING");
        }
    }

    DatabaseSettings settings(Account account) {
        return new DatabaseSettings(database.host(), database.port(), EmbeddedMariaDb.DATABASE, account.accountName(),
                database.password(account), "disabled");
    }

    String redisNode() {
        return redis.host() + ":" + redis.port();
    }

    /** A connection that may see everything. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(EmbeddedMariaDb.DATABASE), "winnow_superuser", PASSWORD);
    }

    /** What a query finds. */
    <T> List<T> query(String sql, Row<T> row) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<T> all = new ArrayList<>();
            while (found.next()) {
                all.add(row.of(found));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    long count(String sql) {
        return query(sql, found -> found.getLong(1)).getFirst();
    }

    RedisClient redisClient() {
        return RedisClient.create(redis.host(), redis.port());
    }

    void flushRedis() {
        redis.flush();
    }

    /** {@code kill -9}; it starts again empty. */
    void killRedis() throws InterruptedException {
        redis.kill();
    }

    void startRedis() {
        redis.start();
    }

    /** {@code kill -9}. */
    void killDatabase() {
        ProcessHandle.of(database.pid()).ifPresent(ProcessHandle::destroyForcibly);
        database.onExit().join();
    }

    void startDatabase() {
        database.start();
    }

    @Override
    public void close() {
        redis.close();
        database.close();
    }

    /** Reads the row that the result stands at. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet found) throws SQLException;
    }
}
