package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** Calls jobs off, ends those whose time to start has passed, and asks for finished ones once more: the leading scheduler's. */
@JdbcStore
public class JobEndings {
    private static final String UNFINISHED = JobTransitions.in(EnumSet.complementOf(EnumSet.copyOf(
            JobState.FINISHED)));
    private static final String RETRY = """
        UPDATE %s SET state = 'requested', crashes = 0, failures = 0, available_at = UTC_TIMESTAMP(3),
            queued_at = NULL, finished_at = NULL, traits = traits & ~%d,
            dedupe_key = (SELECT d.unique_key FROM job_detail d WHERE d.job_id = job.id AND d.unique_until <> 'time')
        WHERE id = ? AND\s""".formatted(JobRows.BY_ID,
            JobTrait.WAITING.bit() | JobTrait.CANCELLING.bit() | JobTrait.EXPIRES.bit())
            + JobTransitions.into(JobState.REQUESTED, JobState.FAILED, JobState.DEAD, JobState.CANCELLED,
                    JobState.EXPIRED);

    /** A key for a time lasts, or has ended, whatever becomes of its job; meanwhile it may have become another's. */
    private static final String WINDOW_IS_ANOTHERS = """
        SELECT COUNT(*) FROM job_detail d JOIN job_key k ON k.job_key = CONCAT('unique:', d.unique_key)
            JOIN job ON job.id = k.job_id
        WHERE d.job_id = ? AND d.unique_until = 'time' AND k.job_id <> d.job_id AND k.expires_at > UTC_TIMESTAMP(3)
            AND\s""" + UNFINISHED;

    private final Database database;
    private final EarlyEnds ends;

    JobEndings(Database database) {
        this.database = database;
        this.ends = new EarlyEnds(database);
    }

    /**
     * Puts on record that somebody calls these off; what comes of it is decided by {@link #lock} and {@link #cancel}.
     *
     * @param by who, for example {@code user:ada}
     * @return those of them that are unfinished
     */
    public List<Long> callOff(Collection<Long> ids, String by) {
        return database.inTransaction(() -> {
            List<Long> unfinished = new ArrayList<>();
            for (List<Long> some : JobRows.chunks(ids)) {
                String in = " WHERE id IN (" + Database.placeholders(some.size()) + ") AND " + UNFINISHED;
                List<Long> found = ids("SELECT id FROM " + JobRows.BY_ID + in + " ORDER BY id FOR UPDATE",
                        some.toArray());
                if (!found.isEmpty()) {
                    database.update(
                            "UPDATE " + JobRows.BY_ID + " SET traits = traits | " + JobTrait.CANCELLING.bit() + in, some
                                    .toArray());
                    database.batch("INSERT IGNORE INTO job_cancel (job_id, requested_by, requested_at) "
                            + "VALUES (?, ?, UTC_TIMESTAMP(3))",
                            found.stream().map(
                                    id -> new @Nullable Object[]{id, Texts.cut(by, 190)}).toList());
                    unfinished.addAll(found);
                }
            }
            return unfinished;
        });
    }

    /** Jobs that were called off and of which no end is on record yet as far as is known, after this id. */
    public List<Long> calledOff(long afterId, int limit) {
        return ids("SELECT job_id FROM job_cancel WHERE job_id > ? ORDER BY job_id LIMIT ?", afterId, limit);
    }

    /** Locks these for the caller's transaction: no outcome of theirs is put on record meanwhile. Unknown ones are left out. */
    public Map<Long, Standing> lock(Collection<Long> ids) {
        Map<Long, Standing> standings = new HashMap<>();
        LockedJob.lock(database, ids).forEach((id, job) -> standings.put(id, new Standing(job.state(),
                JobTrait.LIMITED.in(job.traits()))));
        return standings;
    }

    /** Ends called-off jobs that are unfinished and that no worker holds; the caller knows so and has them locked. */
    public void cancel(Collection<Long> ids) {
        Map<Long, String> by = new HashMap<>();
        for (List<Long> some : JobRows.chunks(ids)) {
            database.query("SELECT job_id, requested_by FROM job_cancel WHERE job_id IN (" + Database.placeholders(
                    some.size()) + ")", (row, i) -> by.put(row.getLong(1), row.getString(2)), some.toArray());
        }
        ends.end(unfinished(ids), JobState.CANCELLED, job -> "called off by " + by.getOrDefault(job.id(), "somebody")
                + " while no worker held it");
    }

    /** Ends unfinished jobs that wait for something which will not come; no worker can hold them. */
    public void cancel(Collection<Long> ids, String reason) {
        database.doInTransaction(() -> ends.end(unfinished(ids), JobState.CANCELLED, job -> reason));
    }

    /** Takes off the record that finished jobs were called off, or were to start by a time. */
    public void forget(Collection<Long> ids) {
        database.doInTransaction(() -> ends.forget(ids));
    }

    /** Jobs that were to be started by now, the longest overdue first, beyond the first {@code skip}. */
    public List<Long> overdue(int skip, int limit) {
        return ids("SELECT job_id FROM job_expiry WHERE expires_at <= UTC_TIMESTAMP(3) ORDER BY expires_at, job_id "
                + "LIMIT ? OFFSET ?", limit, skip);
    }

    /** Ends jobs as too late to start; the caller has them locked and knows that no worker holds them. */
    public void expire(Collection<Long> ids) {
        ends.end(unfinished(ids), JobState.EXPIRED, job -> "the time by which it was to be started has passed");
    }

    /**
     * Asks for failed, dead, cancelled or expired jobs once more, at once and whatever they waited for; returns the ids of
     * those that were. One whose unique key another unfinished job has by now is not.
     */
    public List<Long> retry(Collection<Long> ids) {
        return database.inTransaction(() -> {
            List<Long> retried = new ArrayList<>();
            for (long id : ids.stream().distinct().sorted().toList()) {
                try {
                    if (database.number(WINDOW_IS_ANOTHERS, id) == 0 && database.update(RETRY, id) > 0) {
                        retried.add(id);
                    }
                } catch (DuplicateKeyException taken) {
                    // Its unique key is another job's: that one will do what this one would. It stays as it is.
                    continue;
                }
            }
            ends.forget(retried);
            for (List<Long> some : JobRows.chunks(retried)) {
                database.update("UPDATE job_limit SET standing = 'new' WHERE job_id IN (" + Database.placeholders(
                        some.size()) + ")", some.toArray());
            }
            return retried;
        });
    }

    private List<LockedJob> unfinished(Collection<Long> ids) {
        return LockedJob.lock(database, ids).values().stream().filter(job -> !job.state().isFinished()).toList();
    }

    private List<Long> ids(String sql, Object... arguments) {
        return database.query(sql, (row, i) -> row.getLong(1), arguments);
    }

    /** How a locked job stands; one that is limited is not in the queue while it is retrying. */
    public record Standing(JobState state, boolean limited) {
    }
}
