package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a job is apart from how it stands: what its envelope is made of. The usual job's stands in its row, the rest
 * beside it; this is the one place that knows where.
 *
 * @param arguments a JSON object; null where it was left out as too long
 * @param correlationId the same for all that follows from one cause
 * @param requestedBy who asked
 * @param deadline how long an attempt may run; null: as the handler's policy says
 * @param expiresAt it is not to be started after this; null for ever
 * @param failures how often it failed
 * @param traits bits of {@link JobTrait}
 */
record JobDetails(@Nullable String arguments, String correlationId, String requestedBy, @Nullable Duration deadline,
        @Nullable Instant expiresAt, int failures, int traits) {
    private static final String SELECT = """
        SELECT j.id, IF(OCTET_LENGTH(d.arguments) > ?, NULL, COALESCE(d.arguments, j.arguments, '{}')) AS arguments,
            j.correlation_id, j.requested_by, d.deadline_ms,
            e.expires_at, j.failures, j.traits
        FROM job j LEFT JOIN job_detail d ON j.traits & %d AND d.job_id = j.id
            LEFT JOIN job_expiry e ON j.traits & %d AND e.job_id = j.id
        WHERE j.id IN ("""
            .formatted(JobTrait.DETAILED.bit(), JobTrait.EXPIRES.bit());

    /** Of the row itself: all that there is of a job for which {@link #standInRow} holds. */
    static final String COLUMNS = "arguments, correlation_id, requested_by, failures, traits";

    /** Whether nothing of it stands beside its row. */
    static boolean standInRow(int traits) {
        return !JobTrait.DETAILED.in(traits) && !JobTrait.EXPIRES.in(traits);
    }

    /** Reads {@link #COLUMNS}. */
    static JobDetails ofRow(ResultSet row) throws SQLException {
        return new JobDetails(Objects.requireNonNullElse(row.getString("arguments"), "{}"), row.getString(
                "correlation_id"), row.getString("requested_by"), null, null, row.getInt("failures"),
                row.getInt("traits"));
    }

    /** Of each of these; unknown ids are left out. */
    static Map<Long, JobDetails> of(Database database, Collection<Long> ids) {
        return of(database, ids, Integer.MAX_VALUE);
    }

    /** The same without arguments of more bytes than these; but a thousand characters are always there. */
    static Map<Long, JobDetails> of(Database database, Collection<Long> ids, int mostBytes) {
        Map<Long, JobDetails> details = new HashMap<>();
        for (List<Long> some : JobRows.chunks(ids)) {
            List<Object> parameters = new ArrayList<>(List.of(mostBytes));
            parameters.addAll(some);
            database.query(SELECT + Database.placeholders(some.size()) + ")",
                    (row, i) -> details.put(row.getLong("id"), read(row)), parameters.toArray());
        }
        return details;
    }

    /** What the envelope of this row carries. */
    QueuedJob queued(JobRow row) {
        return new QueuedJob(row, failures, traits, arguments, correlationId, requestedBy, expiresAt, deadline);
    }

    private static JobDetails read(ResultSet row) throws SQLException {
        Long deadline = row.getObject("deadline_ms", Long.class);
        return new JobDetails(row.getString("arguments"), row.getString("correlation_id"),
                row.getString("requested_by"), deadline == null ? null : Duration.ofMillis(deadline),
                Times.instantOrNull(row, "expires_at"), row.getInt("failures"), row.getInt("traits"));
    }
}
