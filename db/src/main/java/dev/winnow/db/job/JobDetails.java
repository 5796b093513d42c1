package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job is apart from how it stands: what its envelope is made of. The usual job's stands in its row, the rest
 * beside it; this is the one place that knows where.
 *
 * @param arguments a JSON object; empty where they are longer than was asked for
 * @param correlationId the same for all that follows from one cause
 * @param requestedBy who asked
 * @param deadline how long an attempt may run; null: as the handler's policy says
 * @param expiresAt it is not to be started after this; null for ever
 * @param failures how often it failed
 * @param traits bits of {@link JobTrait}
 */
record JobDetails(String arguments, String correlationId, String requestedBy, @Nullable Duration deadline,
        @Nullable Instant expiresAt, int failures, int traits) {
    private static final String NO_ARGUMENTS = "{}";
    private static final String SELECT = """
        SELECT j.id, IF(OCTET_LENGTH(d.arguments) > ?, '', COALESCE(d.arguments, j.arguments)) AS arguments, j.correlation_id, j.requested_by, d.deadline_ms,
            e.expires_at, j.failures, j.traits
        FROM job j LEFT JOIN job_detail d ON j.traits & %d AND d.job_id = j.id
            LEFT JOIN job_expiry e ON j.traits & %d AND e.job_id = j.id
        WHERE j.id IN ("""
            .formatted(JobTrait.DETAILED.bit(), JobTrait.EXPIRES.bit());

    /** Of each of these; unknown ids are left out. */
    static Map<Long, JobDetails> of(Database database, Collection<Long> ids) {
        return of(database, ids, Integer.MAX_VALUE);
    }

    /** The same without arguments that are longer than this. */
    static Map<Long, JobDetails> of(Database database, Collection<Long> ids, int mostBytes) {
        Map<Long, JobDetails> details = new HashMap<>();
        for (List<Long> some : JobRows.chunks(ids)) {
            List<Object> values = new ArrayList<>(List.of(mostBytes));
            values.addAll(some);
            database.query(SELECT + Database.placeholders(some.size()) + ")", (row, i) -> {
                String arguments = row.getString("arguments");
                Long deadline = row.getObject("deadline_ms", Long.class);
                return details.put(row.getLong("id"), new JobDetails(arguments == null ? NO_ARGUMENTS : arguments,
                        row.getString("correlation_id"), row.getString("requested_by"),
                        deadline == null ? null : Duration.ofMillis(deadline), Times.instantOrNull(row, "expires_at"),
                        row.getInt("failures"), row.getInt("traits")));
            }, values.toArray());
        }
        return details;
    }
}
