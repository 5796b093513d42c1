package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Texts;
import org.jspecify.annotations.Nullable;

/** Begins and ends attempts. Each change goes to the job's row first, so that two writers never wait for each other. */
final class AttemptWriter {
    private static final int MESSAGE_BYTES = 4 * 1024;
    private static final int STACK_BYTES = 32 * 1024;

    private static final String BEGIN = """
        UPDATE job SET crashes = crashes + (state = 'running'), state = 'running', attempt = ?,
            started_at = UTC_TIMESTAMP(3), generation = COALESCE(?, generation), digest = ?,
            dedupe_key = IF((SELECT d.unique_until FROM job_detail d WHERE d.job_id = job.id) = 'start', NULL,
                dedupe_key)
        WHERE id = ? AND attempt < ? AND\s""" + JobTransitions.into(JobState.RUNNING);
    private static final String SUPERSEDE = """
        UPDATE job_attempt SET outcome = 'crashed', finished_at = UTC_TIMESTAMP(3), error_type = 'lost worker',
            error_message = 'the worker lost its lease: a later attempt began'
        WHERE job_id = ? AND attempt < ? AND outcome IS NULL""";
    /** An attempt that was handed back may begin once more. */
    private static final String ATTEMPT = """
        INSERT INTO job_attempt (job_id, attempt, owner, host, started_at)
        VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3))
        ON DUPLICATE KEY UPDATE owner = VALUES(owner), host = VALUES(host), started_at = VALUES(started_at),
            finished_at = NULL, outcome = NULL""";
    private static final String BEGUN = """
        SELECT COUNT(*) FROM job j JOIN job_attempt a ON a.job_id = j.id AND a.attempt = j.attempt
        WHERE j.id = ? AND j.attempt = ? AND j.state = 'running' AND a.owner = ? AND a.outcome IS NULL""";
    private static final String FENCE = """
        WHERE id = ? AND attempt = ? AND EXISTS (SELECT 1 FROM job_attempt a WHERE a.job_id = job.id
            AND a.attempt = job.attempt AND a.owner = ? AND a.outcome IS NULL) AND\s""";
    private static final String END_ATTEMPT = """
        UPDATE job_attempt SET outcome = ?, finished_at = UTC_TIMESTAMP(3), error_type = ?, error_message = ?,
            error_stack = ?
        WHERE job_id = ? AND attempt = ?""";

    private final Database database;

    AttemptWriter(Database database) {
        this.database = database;
    }

    /** Whether the attempt is this owner's now; asking twice does no harm. */
    boolean begin(long jobId, int attempt, String owner, String host, @Nullable Long generation,
            @Nullable String digest) {
        if (database.update(BEGIN, attempt, generation, digest, jobId, attempt) == 0) {
            return database.number(BEGUN, jobId, attempt, owner) > 0;
        }
        database.update(SUPERSEDE, jobId, attempt);
        database.update(ATTEMPT, jobId, attempt, owner, Texts.cut(host, 255));
        return true;
    }

    /** Ends an attempt for good. */
    boolean finish(long jobId, int attempt, String owner, JobState state, JobOutcomes.@Nullable Failure failure) {
        boolean mine = change("state = '" + state.code() + "', finished_at = UTC_TIMESTAMP(3), dedupe_key = NULL",
                state, jobId, attempt, owner);
        if (mine) {
            end(jobId, attempt, state.code(), failure);
        }
        return mine;
    }

    /** Ends an attempt that is followed by another. */
    boolean retry(long jobId, int attempt, String owner, JobOutcomes.Failure failure, long afterMicros) {
        boolean mine = change("state = 'retrying', available_at = UTC_TIMESTAMP(3) + INTERVAL " + afterMicros
                + " MICROSECOND", JobState.RETRYING, jobId, attempt, owner);
        if (mine) {
            end(jobId, attempt, "failed", failure);
        }
        return mine;
    }

    /** Ends an attempt that does not count. */
    boolean handBack(long jobId, int attempt, String owner) {
        boolean mine = change("state = 'queued', attempt = attempt - 1, queued_at = UTC_TIMESTAMP(3)", JobState.QUEUED,
                jobId, attempt, owner);
        if (mine) {
            end(jobId, attempt, "handed-back", null);
        }
        return mine;
    }

    private boolean change(String assignments, JobState state, long jobId, int attempt, String owner) {
        return database.update("UPDATE job SET " + assignments + " " + FENCE
                + JobTransitions.into(state, JobState.RUNNING), jobId, attempt, owner) > 0;
    }

    private void end(long jobId, int attempt, String outcome, JobOutcomes.@Nullable Failure failure) {
        database.update(END_ATTEMPT, outcome, failure == null ? null : Texts.cut(failure.type(), 255),
                failure == null ? null : Texts.cutBytes(failure.message(), MESSAGE_BYTES),
                failure == null ? null : Texts.cutBytes(failure.stack(), STACK_BYTES), jobId, attempt);
    }
}
