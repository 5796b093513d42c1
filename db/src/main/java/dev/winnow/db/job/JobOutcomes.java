package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What workers write of jobs, fenced by attempt: a stale owner's outcome is refused. */
@JdbcStore
public class JobOutcomes {
    private final Database database;
    private final AttemptStarter starter;
    private final OutcomeRecorder recorder;
    private final NoteWriter notes;

    JobOutcomes(Database database) {
        this.database = database;
        this.starter = new AttemptStarter(database);
        this.recorder = new OutcomeRecorder(database);
        this.notes = new NoteWriter(database);
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

    /** Keeps how far these jobs are. Of two words about one job the later attempt's counts. */
    public void progress(List<Progress> words) {
        notes.progress(words);
    }

    /** Keeps how far a job is. */
    public void progress(long jobId, int attempt, long done, long total, String message) {
        progress(List.of(new Progress(jobId, attempt, done, total, message)));
    }

    /** Appends to the logs of these jobs, in few statements; lines that are there already stay as they are. */
    public void log(List<LogLines> logs) {
        notes.log(logs);
    }

    /** Appends to a job's log; lines are numbered by the caller from 1 in each attempt. */
    public void log(long jobId, int attempt, List<LogLine> lines) {
        log(List.of(new LogLines(jobId, attempt, lines)));
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

    /** Lines of one attempt, numbered by the caller from 1. */
    public record LogLines(long jobId, int attempt, List<LogLine> lines) {
    }

    /** How far a job is; total is 0 where unknown. */
    public record Progress(long jobId, int attempt, long done, long total, String message) {
    }
}
