package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Json;
import dev.winnow.db.Texts;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.JobResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What workers write of jobs, fenced by attempt: a stale owner's outcome is refused. */
@JdbcStore
public class JobOutcomes {
    private static final int LOG_LINE_BYTES = 4 * 1024;

    private final Database database;
    private final AttemptStarter starter;
    private final OutcomeRecorder recorder;

    JobOutcomes(Database database) {
        this.database = database;
        this.starter = new AttemptStarter(database);
        this.recorder = new OutcomeRecorder(database);
    }

    /** As {@link #begin(List)} for one, from now on. */
    public Optional<Started> begin(long jobId, int attempt, String owner, String host, @Nullable Long generation,
            @Nullable String digest) {
        return Optional.ofNullable(begin(List.of(
                new Attempt(jobId, attempt, owner, host, database.now(), generation, digest))).get(jobId));
    }

    /** Ends an attempt well. False if it is not this attempt's to end. */
    public boolean succeed(long jobId, int attempt, String owner, JobResult result) {
        return recordOne(new Outcome.Succeeded(begun(jobId, attempt, owner), database.now(), result));
    }

    /**
     * Ends an attempt badly.
     *
     * @param retryAfter the row becomes retrying and due then; null: failed for the last time
     * @return false if it is not this attempt's to end
     */
    public boolean fail(long jobId, int attempt, String owner, Failure failure, @Nullable Duration retryAfter) {
        Attempt begun = begun(jobId, attempt, owner);
        Instant now = database.now();
        return recordOne(retryAfter == null
                ? new Outcome.Failed(begun, now, failure)
                : new Outcome.Retrying(begun, now, failure, retryAfter));
    }

    /** Ends an attempt as cancelled. */
    public boolean cancelled(long jobId, int attempt, String owner, String reason) {
        return recordOne(new Outcome.Cancelled(begun(jobId, attempt, owner), database.now(), reason));
    }

    /** Takes back an attempt that never ran: the row is queued as before, no attempt is burned. */
    public boolean handBack(long jobId, int attempt, String owner) {
        return recordOne(new Outcome.HandedBack(begun(jobId, attempt, owner), database.now()));
    }

    /**
     * Begins attempts that the ledger must know of before they start: redelivered jobs, and those whose unique key ends
     * with their start. Asking twice does no harm.
     *
     * @return what each needs to start; one that is missing is finished, or a later attempt has begun: its claim is dropped
     */
    public Map<Long, Started> begin(List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return Map.of();
        }
        return database.inTransaction(() -> read(starter.begin(attempts)));
    }

    /**
     * Says of attempts that have been running for a moment that they run; what is refused is left out in silence. The
     * caller still holds them: of one that it has handed back this must not be said any more.
     */
    public void markRunning(List<Attempt> attempts) {
        if (!attempts.isEmpty()) {
            database.doInTransaction(() -> starter.markRunning(attempts));
        }
    }

    /** What a worker needs to start these, for envelopes that do not bring it; unknown ids are left out. */
    public Map<Long, Started> read(Collection<Long> jobIds) {
        Map<Long, Started> started = new HashMap<>();
        JobDetails.of(database, jobIds).forEach((id, details) -> started.put(id,
                new Started(Json.map(details.arguments()), details.correlationId(), details.requestedBy())));
        return started;
    }

    /**
     * Puts outcomes on record, all in one transaction and few statements. An outcome counts where the job is unfinished
     * and no later attempt has begun; where an earlier attempt is on record as running, that one was lost. One that was
     * recorded before, when the answer got lost, is not refused.
     *
     * @return the ids of the jobs whose outcome is refused
     */
    public Set<Long> record(List<Outcome> outcomes) {
        return recordEach(outcomes).stream().map(outcome -> outcome.attempt().jobId()).collect(Collectors.toSet());
    }

    /** The same; returns the refused ones themselves, by identity. */
    Set<Outcome> recordEach(List<Outcome> outcomes) {
        return outcomes.isEmpty() ? Set.of() : database.inTransaction(() -> recorder.record(outcomes));
    }

    private boolean recordOne(Outcome outcome) {
        return recordEach(List.of(outcome)).isEmpty();
    }

    private Attempt begun(long jobId, int attempt, String owner) {
        return database.first("SELECT host, started_at, generation, digest FROM job WHERE id = ?",
                (row, i) -> new Attempt(jobId, attempt, owner, Optional.ofNullable(row.getString("host")).orElse(""),
                        Optional.ofNullable(Times.instantOrNull(row, "started_at")).orElse(Instant.EPOCH),
                        row.getObject("generation", Long.class), row.getString("digest")),
                jobId)
                .orElseGet(() -> new Attempt(jobId, attempt, owner, "", database.now(), null, null));
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
