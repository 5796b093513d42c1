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
        UPDATE raw_job JOIN JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$.id', started DATETIME(3) PATH '$.s',
            finished DATETIME(3) PATH '$.f')) done ON done.id = raw_job.id
        SET raw_job.state = 'succeeded', raw_job.attempt = 1, raw_job.started_at = done.started,
            raw_job.finished_at = done.finished""";

    private final Connection connection;

    RawLedger(BenchDatabase database) throws SQLException {
        connection = database.connect(Account.MIGRATE);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS raw_job LIKE job");
        }
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
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
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

    /** Forgets all rows. */
    void forget() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE TABLE raw_job");
        }
    }

    private static String insert(int from, int to) {
        StringBuilder sql = new StringBuilder(
                "INSERT INTO raw_job (id, type, priority, state, created_at, available_at, traits, correlation_id, "
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
