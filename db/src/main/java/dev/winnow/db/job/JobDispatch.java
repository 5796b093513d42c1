package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** What the leading scheduler does with jobs: it takes requests, marks what it has pushed, and mends. */
@JdbcStore
public class JobDispatch {
    private static final String STALE = """
        WHERE id > ? AND ((state = 'queued' AND queued_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND)
            OR (state = 'running' AND started_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND)
            OR (state = 'retrying' AND available_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND))
        ORDER BY id LIMIT ?""";

    private final Database database;
    private final JobLedger ledger;
    private final DueJobs due;
    private final LostJobs lost;

    JobDispatch(Database database, JobLedger ledger) {
        this.database = database;
        this.ledger = ledger;
        this.due = new DueJobs(database);
        this.lost = new LostJobs(database);
    }

    /**
     * Takes requested and due retrying jobs (SKIP LOCKED) and marks them queued, with the current generation; the
     * caller pushes them. One that gets lost in between is found by {@link #stale}.
     */
    public List<JobRow> takeDue(int limit, @Nullable Long generation) {
        return due.take(limit, generation);
    }

    /** How long until the next requested or retrying job that is not due yet is; empty where there is none. */
    public Optional<Duration> untilNextDue() {
        return due.untilNext();
    }

    /**
     * Writes jobs as queued at once, for the scheduler's own; returns the rows to push. A taken unique key is left out,
     * and so is a delayed job, which {@link #takeDue} takes when its time has come.
     */
    public List<JobRow> enqueue(List<NewJob> jobs, @Nullable Long generation) {
        List<Long> fresh = ledger.write(jobs, JobState.QUEUED, generation).stream().filter(JobLedger.Written::fresh)
                .map(JobLedger.Written::id).toList();
        return JobRows.byIds(database, fresh).stream().filter(row -> row.state() == JobState.QUEUED).toList();
    }

    /** Queued, running or retrying rows that have not changed for this long: candidates for reconciliation, oldest first. */
    public List<JobRow> stale(Duration age, int limit) {
        return stale(age, 0, limit);
    }

    /** The same after this job id, to page through a long queue. */
    public List<JobRow> stale(Duration age, long afterId, int limit) {
        long micros = age.toNanos() / 1000;
        return JobRows.select(database, STALE, afterId, micros, micros, micros, limit);
    }

    /**
     * Marks running jobs whose lease ended as queued again, with the next attempt to come, and the lost attempts as
     * crashed. A job whose next attempt has begun meanwhile keeps running.
     *
     * @param lostAttempts by job id
     */
    public void crashed(Map<Long, Integer> lostAttempts) {
        lost.crashed(lostAttempts);
    }

    /** Marks jobs that crashed too often as dead. */
    public void dead(Collection<Long> jobIds) {
        lost.dead(jobIds);
    }

    /** Marks unfinished, not running jobs as cancelled; returns the ids of those that were. */
    public List<Long> cancel(Collection<Long> jobIds) {
        return each(jobIds, """
            UPDATE job SET state = 'cancelled', finished_at = UTC_TIMESTAMP(3), dedupe_key = NULL
            WHERE id = ? AND\s""" + JobTransitions.into(JobState.CANCELLED, JobState.REQUESTED,
                JobState.QUEUED, JobState.RETRYING));
    }

    /**
     * Marks failed, dead, cancelled or expired jobs as requested once more; returns the ids of those that were. One
     * whose unique key another unfinished job has by now is not.
     */
    public List<Long> retry(Collection<Long> jobIds) {
        return each(jobIds, """
            UPDATE job SET state = 'requested', crashes = 0, available_at = UTC_TIMESTAMP(3), queued_at = NULL,
                finished_at = NULL,
                dedupe_key = (SELECT d.unique_key FROM job_detail d WHERE d.job_id = job.id)
            WHERE id = ? AND\s""" + JobTransitions.into(JobState.REQUESTED, JobState.FAILED, JobState.DEAD,
                JobState.CANCELLED, JobState.EXPIRED));
    }

    private List<Long> each(Collection<Long> jobIds, String sql) {
        return database.inTransaction(() -> {
            List<Long> ids = new ArrayList<>();
            for (long id : jobIds.stream().distinct().sorted().toList()) {
                try {
                    if (database.update(sql, id) > 0) {
                        ids.add(id);
                    }
                } catch (DuplicateKeyException taken) {
                    // Its unique key is another job's: that one will do what this one would. It stays as it is.
                    continue;
                }
            }
            return ids;
        });
    }
}
