package dev.winnow.checks.faults;

import dev.winnow.db.job.JobState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job as the ledger has it. */
record Entry(long id, String type, JobState state, int attempt, int crashes, int failures, @Nullable String owner,
        @Nullable Timestamp createdAt, @Nullable Timestamp startedAt, @Nullable Timestamp finishedAt, String kind,
        @Nullable String uniqueKey, @Nullable String limitKey) {
    /** All jobs of a requester; with an empty prefix all there are. */
    static List<Entry> of(Servers servers, String requestedBy) {
        return servers.query("SELECT j.*, d.unique_key, l.concurrency_key, "
                + "COALESCE(JSON_VALUE(j.arguments, '$.line'), '') AS kind FROM job j "
                + "LEFT JOIN job_detail d ON d.job_id = j.id LEFT JOIN job_limit l ON l.job_id = j.id "
                + "WHERE j.requested_by LIKE '" + requestedBy + "%' ORDER BY j.id", Entry::read);
    }

    private static Entry read(ResultSet row) throws SQLException {
        return new Entry(row.getLong("id"), row.getString("type"), JobState.ofCode(row.getString("state")),
                row.getInt("attempt"), row.getInt("crashes"), row.getInt("failures"), row.getString("owner"),
                row.getTimestamp("created_at"), row.getTimestamp("started_at"), row.getTimestamp("finished_at"),
                row.getString("kind"), row.getString("unique_key"), row.getString("concurrency_key"));
    }

    boolean isFinished() {
        return JobState.FINISHED.contains(state);
    }

    boolean leavesLines() {
        return type.equals("diagnostic.append");
    }
}
