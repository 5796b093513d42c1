package dev.winnow.checks.faults;

import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.schema.DatabaseUpgrade;
import dev.winnow.db.schema.GrantAccounts;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.EmbeddedMariaDb;
import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.MariaDbBuilder;
import dev.winnow.embedded.testing.TestAuthority;
import dev.winnow.embedded.testing.WatchedRedis;
import dev.winnow.queue.redis.RedisMode;
import dev.winnow.queue.redis.RedisSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private final @Nullable WatchedRedis watched;
    private final Map<String, String> variables = new HashMap<>();

    Servers(Path folder) throws SQLException {
        this(database(folder), EmbeddedRedis.builder().logFile(folder.resolve("redis.log")).start(), null);
    }

    private Servers(MariaDbBuilder database, EmbeddedRedis redis, @Nullable WatchedRedis watched)
            throws SQLException {
        this.database = database.start();
        this.redis = redis;
        this.watched = watched;
        variables.put("WINNOW_REDIS_NODES", redis.host() + ":" + redis.port());
        upgrade();
    }

    /** With a sentinel over Redis, and a MariaDB whose certificate the daemons verify. */
    static Servers managed(Path folder) throws SQLException, IOException, InterruptedException {
        TestAuthority authority = TestAuthority.in(folder.resolve("certificates"));
        TestAuthority.Issued certificate = authority.issue("mariadb", "ip:127.0.0.1");
        WatchedRedis watched = new WatchedRedis(folder.resolve("redis")).start();
        Servers servers = new Servers(database(folder).certificate(certificate.certificate(), certificate.key()),
                watched.master(), watched);
        servers.variables.putAll(Map.of("WINNOW_DB_TLS", "verify", "WINNOW_DB_TLS_CA",
                authority.certificate().toString(), "WINNOW_REDIS_MODE", "sentinel", "WINNOW_REDIS_SENTINEL_MASTER",
                WatchedRedis.NAME, "WINNOW_REDIS_NODES", watched.sentinelNode()));
        return servers;
    }

    private static MariaDbBuilder database(Path folder) {
        return EmbeddedMariaDb.builder().dataFolder(folder.resolve("mariadb")).logFile(folder.resolve("mariadb.log"))
                .superuser(PASSWORD);
    }

    private void upgrade() throws SQLException {
        new DatabaseUpgrade(settings(Account.MIGRATE), GrantAccounts.DEFAULT).run();
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE job ADD SYSTEM VERSIONING");
        }
    }

    DatabaseSettings settings(Account account) {
        return new DatabaseSettings(database.host(), database.port(), EmbeddedMariaDb.DATABASE, account.accountName(),
                database.password(account), "disabled");
    }

    /** How daemons find Redis, and what else they are told of the servers. */
    Map<String, String> variables() {
        return variables;
    }

    RedisSettings redisSettings() {
        return watched == null
                ? RedisSettings.standalone(redis.host() + ":" + redis.port())
                : new RedisSettings(RedisMode.SENTINEL, List.of(watched.sentinelNode()), null, null, false,
                        WatchedRedis.NAME, Duration.ofSeconds(5));
    }

    /** Whether the sentinel has put the replica in the master's place. */
    boolean hasFailedOver() {
        return watched != null && watched.hasFailedOver();
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
        if (watched != null) {
            watched.close();
        }
        database.close();
    }

    /** Reads the row that the result stands at. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet found) throws SQLException;
    }
}
