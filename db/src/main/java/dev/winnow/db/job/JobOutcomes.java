package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Json;
import dev.winnow.db.Texts;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.JobResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What workers write of jobs, fenced by attempt: a stale owner's outcome is refused. */
@JdbcStore
public class JobOutcomes {
    private static final int RESULT_BYTES = 64 * 1024;
    private static final int LOG_LINE_BYTES = 4 * 1024;

    private final Database database;
    private final AttemptWriter attempts;

    JobOutcomes(Database database) {
        this.database = database;
        this.attempts = new AttemptWriter(database);
    }

    /**
     * Begins an attempt: the row becomes running with it.
     *
     * @return the job's arguments and origin; empty if the job is finished or a later attempt was begun: then the claim is dropped
     */
    public Optional<Started> begin(long jobId, int attempt, String owner, String host, @Nullable Long generation,
            @Nullable String digest) {
        return database.inTransaction(() -> {
            if (!attempts.begin(jobId, attempt, owner, host, generation, digest)) {
                return Optional.<Started>empty();
            }
            return database.first("SELECT arguments, correlation_id, requested_by FROM job_detail WHERE job_id = ?",
                    (row, i) -> new Started(Json.map(row.getString("arguments")), row.getString("correlation_id"),
                            row.getString("requested_by")),
                    jobId);
        });
    }

    /** Ends an attempt well. False if it is not this attempt's to end. */
    public boolean succeed(long jobId, int attempt, String owner, JobResult result) {
        return database.inTransaction(() -> {
            boolean mine = attempts.finish(jobId, attempt, owner, JobState.SUCCEEDED, null);
            if (mine) {
                database.update("""
                    INSERT INTO job_result (job_id, result) VALUES (?, ?)
                    ON DUPLICATE KEY UPDATE result = VALUES(result)""", jobId, bounded(result));
            }
            return mine;
        });
    }

    /**
     * Ends an attempt badly.
     *
     * @param retryAfter the row becomes retrying and due then; null: failed for the last time
     * @return false if it is not this attempt's to end
     */
    public boolean fail(long jobId, int attempt, String owner, Failure failure, @Nullable Duration retryAfter) {
        return database.inTransaction(() -> retryAfter == null
                ? attempts.finish(jobId, attempt, owner, JobState.FAILED, failure)
                : attempts.retry(jobId, attempt, owner, failure, Math.max(0, retryAfter.toNanos() / 1000)));
    }

    /** Ends an attempt as cancelled. */
    public boolean cancelled(long jobId, int attempt, String owner, String reason) {
        return database.inTransaction(() -> attempts.finish(jobId, attempt, owner, JobState.CANCELLED,
                new Failure("cancelled", reason, "")));
    }

    /** Takes back an attempt that never ran: the row is queued as before, no attempt is burned. */
    public boolean handBack(long jobId, int attempt, String owner) {
        return database.inTransaction(() -> attempts.handBack(jobId, attempt, owner));
    }

    /**
     * Begins attempts that the ledger must know of before they start: redelivered jobs, and those whose unique key ends
     * with their start.
     *
     * @return what each needs to start; one that is missing is finished, or a later attempt has begun: its claim is dropped
     */
    public Map<Long, Started> begin(List<Attempt> attempts) {
        throw new UnsupportedOperationException("comes with the ledger: " + attempts);
    }

    /** Says of attempts that have been running for a moment that they run; what is refused is left out in silence. */
    public void markRunning(List<Attempt> attempts) {
        throw new UnsupportedOperationException("comes with the ledger: " + attempts);
    }

    /** What a worker needs to start these, for envelopes that do not bring it; unknown ids are left out. */
    public Map<Long, Started> read(Collection<Long> jobIds) {
        throw new UnsupportedOperationException("comes with the ledger: " + jobIds);
    }

    /**
     * Puts outcomes on record, all in one transaction and few statements. An outcome counts where the job is unfinished
     * and no later attempt has begun; where an earlier attempt is on record as running, that one was lost.
     *
     * @return the ids of the jobs whose outcome is refused
     */
    public Set<Long> record(List<Outcome> outcomes) {
        throw new UnsupportedOperationException("comes with the ledger: " + outcomes);
    }

    /** Keeps how far a job is. */
    public void progress(long jobId, int attempt, long done, long total, String message) {
        database.update("""
            INSERT INTO job_progress (job_id, attempt, done, total, message, at)
            VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3))
            ON DUPLICATE KEY UPDATE done = IF(VALUES(attempt) >= attempt, VALUES(done), done),
                total = IF(VALUES(attempt) >= attempt, VALUES(total), total),
                message = IF(VALUES(attempt) >= attempt, VALUES(message), message),
                at = IF(VALUES(attempt) >= attempt, VALUES(at), at),
                attempt = GREATEST(attempt, VALUES(attempt))""", jobId, attempt, done, total,
                Texts.cut(message, 1000));
    }

    /** Appends to a job's log; lines are numbered by the caller from 1 in each attempt. */
    public void log(long jobId, int attempt, List<LogLine> lines) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (LogLine line : lines) {
            rows.add(new @Nullable Object[]{jobId, attempt, line.sequence(), Times.column(line.at()),
                    Texts.cut(line.level(), 10), Texts.cutBytes(line.message(), LOG_LINE_BYTES)});
        }
        // IGNORE: a worker that did not hear that its lines were written may write them again.
        database.batch("INSERT IGNORE INTO job_log (job_id, attempt, sequence, at, level, message) "
                + "VALUES (?, ?, ?, ?, ?, ?)", rows);
    }

    private static String bounded(JobResult result) {
        String json = Json.write(result.values());
        int size = json.getBytes(StandardCharsets.UTF_8).length;
        return size <= RESULT_BYTES
                ? json
                : Json.write(
                        Map.of("problem", "the result was " + size + " bytes of JSON, more than the " + RESULT_BYTES
                                + " that are kept; it was dropped"));
    }

    /** A begun job. */
    public record Started(Map<String, Object> arguments, String correlationId, String requestedBy) {
    }

    /** A failure: class name, message, and stack trace, the latter two bounded by the writer. */
    public record Failure(String type, String message, String stack) {
    }

    /** A line of a job's log. */
    public record LogLine(int sequence, Instant at, String level, String message) {
    }
}
