package dev.winnow.db.schema;

import dev.winnow.db.Connections;
import dev.winnow.db.DatabaseProblems;
import dev.winnow.db.DatabaseReadiness;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.JdbcStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how the schema stands and lets a start wait for it. It reads Flyway's table and does not start Flyway; it uses
 * a connection of its own for each look, since a pool would hide why MySQL refuses.
 */
@JdbcStore
public class SchemaGate implements DatabaseReadiness, AutoCloseable {
    /** The version that this build needs: that of the last migration it carries. */
    public static final String NEEDED = "004";

    private static final Logger LOG = LoggerFactory.getLogger(SchemaGate.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);
    private static final String LATEST = "SELECT version FROM flyway_schema_history "
            + "WHERE success = 1 AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1";

    private final DatabaseSettings settings;
    private final CountDownLatch closed = new CountDownLatch(1);

    SchemaGate(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** One outside any context, for a look. */
    public static SchemaGate of(DatabaseSettings settings) {
        return new SchemaGate(settings);
    }

    /** How it stands now. Takes up to five seconds where MySQL does not answer; never throws. */
    public SchemaState state() {
        try (Connection connection = Connections.open(settings);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LATEST)) {
            return rows.next() ? compare(rows.getString(1)) : new SchemaState.Behind("", NEEDED);
        } catch (SQLException e) {
            return switch (e.getErrorCode()) {
                case DatabaseProblems.UNKNOWN_TABLE, DatabaseProblems.TABLE_DENIED, DatabaseProblems.DATABASE_DENIED ->
                    new SchemaState.Behind("", NEEDED);
                default -> new SchemaState.Unreachable(DatabaseProblems.sentence(e, settings));
            };
        }
    }

    /**
     * Waits until the schema can be used; logs every ten seconds who must do what.
     *
     * @param atMost gives up after this long
     * @return the state at the end, usable or not
     * @throws IllegalStateException if the process is asked to stop meanwhile
     */
    public SchemaState await(Duration atMost) {
        long began = System.nanoTime();
        long saidAt = began - SAY_EVERY.toNanos();
        while (true) {
            SchemaState state = state();
            long now = System.nanoTime();
            if (state.isUsable() || now - began >= atMost.toNanos()) {
                return state;
            }
            if (now - saidAt >= SAY_EVERY.toNanos()) {
                LOG.warn("waiting: {}", sentence(state));
                saidAt = now;
            }
            pause();
        }
    }

    /** The same without a limit. */
    @Override
    public void awaitReady() {
        SchemaState state = await(Duration.ofDays(3650));
        if (state instanceof SchemaState.Ahead ahead) {
            LOG.info("the schema is at {}, newer than the {} that this build knows: it works with it", ahead.version(),
                    ahead.needed());
        }
    }

    /** What a state means and who must do what, for people. */
    public String sentence(SchemaState state) {
        return switch (state) {
            case SchemaState.Current current -> "the schema of " + settings.name() + " is current (" + current.version()
                    + ")";
            case SchemaState.Ahead ahead -> "the schema of " + settings.name() + " is at " + ahead.version()
                    + ", newer than the " + ahead.needed() + " of this build, which works with it";
            case SchemaState.Behind behind when behind.version().isEmpty() -> "database '" + settings.name() + "' at "
                    + settings.host() + ":" + settings.port() + " has no schema yet, or account '" + settings.username()
                    + "' no grants: an operator must run 'winnow db upgrade' or start the scheduler with --db-upgrade";
            case SchemaState.Behind behind -> "the schema of database '" + settings.name() + "' is at "
                    + behind.version() + ", this build needs " + behind.needed()
                    + ": an operator must run 'winnow db upgrade' or start the scheduler with --db-upgrade";
            case SchemaState.Unreachable unreachable -> unreachable.reason();
        };
    }

    /** Ends a wait. */
    @Override
    public void close() {
        closed.countDown();
    }

    private static SchemaState compare(String version) {
        int difference = Integer.compare(Integer.parseInt(version), Integer.parseInt(NEEDED));
        if (difference == 0) {
            return new SchemaState.Current(version);
        }
        return difference < 0 ? new SchemaState.Behind(version, NEEDED) : new SchemaState.Ahead(version, NEEDED);
    }

    private void pause() {
        try {
            if (closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("asked to stop while waiting for the database's schema");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("asked to stop while waiting for the database's schema", e);
        }
    }
}
