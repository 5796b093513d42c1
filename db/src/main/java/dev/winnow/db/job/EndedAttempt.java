package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that ended otherwise than well, as {@code job_attempt} keeps it. Of one that succeeded or still runs, the
 * job's row says all.
 *
 * @param outcome {@code failed}, {@code crashed}, {@code cancelled}, {@code expired} or {@code handed-back}
 */
record EndedAttempt(long jobId, int attempt, String owner, String host, Instant startedAt, Instant finishedAt,
        String outcome, JobOutcomes.@Nullable Failure failure) {
    private static final int MESSAGE_BYTES = 4 * 1024;
    private static final int STACK_BYTES = 32 * 1024;
    private static final String LOST = "lost worker";
    private static final String ADD = """
        INSERT IGNORE INTO job_attempt (job_id, attempt, owner, host, started_at, finished_at, outcome, error_type,
            error_message, error_stack)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    /** One that was handed back may end once more; nothing else ends twice. */
    private static final String WRITE = ADD.replace("INSERT IGNORE", "INSERT") + """

        ON DUPLICATE KEY UPDATE owner = VALUES(owner), host = VALUES(host), started_at = VALUES(started_at),
            finished_at = VALUES(finished_at), outcome = VALUES(outcome), error_type = VALUES(error_type),
            error_message = VALUES(error_message), error_stack = VALUES(error_stack)""";

    /** How an outcome ends its attempt. */
    static EndedAttempt of(Attempt attempt, Instant finishedAt, String outcome, JobOutcomes.@Nullable Failure failure) {
        return new EndedAttempt(attempt.jobId(), attempt.attempt(), attempt.owner(), attempt.host(),
                attempt.startedAt(), finishedAt, outcome, failure);
    }

    /** The attempt that a job's row says is running, whose worker was lost. */
    static EndedAttempt crashed(LockedJob job, Instant foundAt, String message) {
        return new EndedAttempt(job.id(), job.attempt(), job.owner() == null ? "" : job.owner(),
                job.host() == null ? "" : job.host(), job.startedAt() == null ? foundAt : job.startedAt(), foundAt,
                "crashed", new JobOutcomes.Failure(LOST, message, ""));
    }

    /** Writes those of which there is nothing yet. */
    static void add(Database database, List<EndedAttempt> attempts) {
        database.batch(ADD, rows(attempts));
    }

    /** Writes them all. */
    static void write(Database database, List<EndedAttempt> attempts) {
        database.batch(WRITE, rows(attempts));
    }

    private static List<@Nullable Object[]> rows(List<EndedAttempt> attempts) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (EndedAttempt ended : attempts) {
            JobOutcomes.Failure failure = ended.failure();
            rows.add(new @Nullable Object[]{ended.jobId(), ended.attempt(), ended.owner(), Texts.cut(ended.host(), 255),
                    ended.startedAt(), ended.finishedAt(), ended.outcome(),
                    failure == null ? null : Texts.cut(failure.type(), 255),
                    failure == null ? null : Texts.cutBytes(failure.message(), MESSAGE_BYTES),
                    failure == null || failure.stack().isEmpty()
                            ? null
                            : Texts.cutBytes(failure.stack(), STACK_BYTES)});
        }
        return rows;
    }
}
