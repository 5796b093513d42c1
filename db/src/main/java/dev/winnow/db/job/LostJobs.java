package dev.winnow.db.job;

import dev.winnow.db.Database;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Records jobs whose worker was lost. */
final class LostJobs {
    private static final String REQUEUE = """
        UPDATE job SET state = 'queued', crashes = crashes + 1, queued_at = UTC_TIMESTAMP(3)
        WHERE id = ? AND attempt = ? AND\s""" + JobTransitions.into(JobState.QUEUED, JobState.RUNNING);
    /** A worker that was lost between its claim and the beginning. */
    private static final String COUNT_UNBEGUN = """
        UPDATE job SET crashes = crashes + 1 WHERE id = ? AND attempt < ? AND state IN ('queued', 'retrying')""";
    /** Assignments go from left to right: crashes are counted by the state before. */
    private static final String BURY = """
        UPDATE job SET crashes = crashes + (state = 'running'), state = 'dead', finished_at = UTC_TIMESTAMP(3),
            dedupe_key = NULL
        WHERE id = ? AND\s""" + JobTransitions.into(JobState.DEAD);
    /** Of the attempt that the row says is running; written before the row is changed. */
    private static final String END_ATTEMPT = """
        INSERT IGNORE INTO job_attempt (job_id, attempt, owner, host, started_at, finished_at, outcome, error_type,
            error_message)
        SELECT id, attempt, COALESCE(owner, ''), COALESCE(host, ''), COALESCE(started_at, UTC_TIMESTAMP(3)),
            UTC_TIMESTAMP(3), 'crashed', 'lost worker',
            'the worker stopped renewing its lease: it died, hung, or could not reach Redis'
        FROM job WHERE id = ? AND attempt <= ? AND state = 'running'""";

    private final Database database;

    LostJobs(Database database) {
        this.database = database;
    }

    void crashed(Map<Long, Integer> lostAttempts) {
        database.doInTransaction(() -> new TreeMap<>(lostAttempts).forEach((id, attempt) -> {
            database.update(END_ATTEMPT, id, attempt);
            if (database.update(REQUEUE, id, attempt) == 0) {
                database.update(COUNT_UNBEGUN, id, attempt);
            }
        }));
    }

    void dead(Collection<Long> jobIds) {
        database.doInTransaction(() -> jobIds.stream().distinct().sorted().forEach(id -> {
            database.update(END_ATTEMPT, id, Integer.MAX_VALUE);
            database.update(BURY, id);
        }));
    }
}
