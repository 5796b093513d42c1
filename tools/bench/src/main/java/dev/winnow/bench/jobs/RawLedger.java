package dev.winnow.bench.jobs;

import dev.winnow.bench.support.BenchDatabase;
import dev.winnow.embedded.Account;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What SQL by itself takes: one connection, a table like the real one with its indexes, 1,000 rows a statement and a
 * transaction. It writes no arguments, checks nothing and fences nothing.
 */
final class RawLedger implements AutoCloseable {
    private static final int BATCH = 1000;
    private static final String NOW = "UTC_TIMESTAMP(3)";
    private static final String UPDATE = """
        UPDATE %s raw JOIN JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$.id', started DATETIME(3) PATH '$.s',
            finished DATETIME(3) PATH '$.f')) done ON done.id = raw.id
        SET raw.state = 'succeeded', raw.attempt = 1, raw.started_at = done.started,
            raw.finished_at = done.finished""";

    private final Connection connection;
    private int tables;

    RawLedger(BenchDatabase database) throws SQLException {
        connection = database.connect(Account.MIGRATE);
        begin();
        connection.setAutoCommit(false);
    }

    /** Rows inserted a second, as requested jobs, so many in all. */
    double insert(int rows) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            for (int from = 0; from < rows; from += BATCH) {
                statement.executeUpdate(insert(from, Math.min(rows, from + BATCH)));
                connection.commit();
            }
        }
        return rows / ((System.nanoTime() - start) / 1e9);
    }

    /** Rows updated a second, to succeeded; they must have been inserted. */
    double update(int rows) throws SQLException {
        long start = System.nanoTime();
        int updated = 0;
        try (PreparedStatement statement = connection.prepareStatement(UPDATE.formatted(table()))) {
            for (int from = 0; from < rows; from += BATCH) {
                statement.setString(1, outcomes(from, Math.min(rows, from + BATCH)));
                updated += statement.executeUpdate();
                connection.commit();
            }
        }
        if (updated != rows) {
            throw new IllegalStateException(updated + " rows were updated instead of " + rows);
        }
        return rows / ((System.nanoTime() - start) / 1e9);
    }

    /** Begins with an empty table; the old one goes with the database. TRUNCATE may wait for a purge for a minute. */
    void forget() throws SQLException {
        begin();
    }

    private void begin() throws SQLException {
        tables++;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table() + " LIKE job");
        }
    }

    private String table() {
        return "raw_job_" + tables;
    }

    private String insert(int from, int to) {
        StringBuilder sql = new StringBuilder(
                "INSERT INTO " + table()
                        + " (id, type, priority, state, created_at, available_at, traits, correlation_id, "
                        + "requested_by) VALUES ");
        for (int id = from; id < to; id++) {
            sql.append(id == from ? "(" : ",(").append(id).append(",'").append(JobLoad.TYPE)
                    .append("',1,'requested',").append(NOW).append(',').append(NOW).append(",0,'bench','user:bench')");
        }
        return sql.toString();
    }

    private static String outcomes(int from, int to) {
        StringBuilder json = new StringBuilder("[");
        for (int id = from; id < to; id++) {
            json.append(id == from ? "" : ",").append("{\"id\":").append(id)
                    .append(",\"s\":\"2026-01-01 00:00:00.000\",\"f\":\"2026-01-01 00:00:00.001\"}");
        }
        return json.append(']').toString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
