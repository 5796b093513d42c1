package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/** What the reconciler reads and mends in the ledger; the leading scheduler's. */
@JdbcStore
public class JobMending {
    private final Database database;
    private final LostJobs lost;
    private final UnfinishedJobs unfinished;

    JobMending(Database database) {
        this.database = database;
        this.lost = new LostJobs(database);
        this.unfinished = new UnfinishedJobs(database);
    }

    /** Queued, running and retrying jobs after this place, p0 first. Rows may change hands between two pages. */
    public LedgerPage unfinished(LedgerPlace after, int limit) {
        return unfinished.page(after, limit);
    }

    /** The latest finished ones, so many of each state and lane. */
    public List<JobRow> latestFinished(int limit) {
        return unfinished.latest(JobState.FINISHED, limit);
    }

    /** How many the queue should hold: queued, running and retrying ones. */
    public long expected() {
        return unfinished.count(EnumSet.of(JobState.QUEUED, JobState.RUNNING, JobState.RETRYING));
    }

    /** Those of these rows that have been queued or running for this long, by the database's clock; all others, too. */
    public List<JobRow> settled(List<JobRow> rows, Duration age) {
        return unfinished.settled(rows, age);
    }

    /**
     * Locks these for the caller's transaction, in which no outcome of theirs can be recorded, and reads them. Those that
     * wait for their limit until they are retried are left out: they are not in the queue.
     */
    public List<JobRow> lock(Collection<Long> ids) {
        return JobRows.byIds(database, LockedJob.lock(database, ids).values().stream().filter(job -> job
                .state() != JobState.RETRYING || !JobTrait.LIMITED.in(job.traits())).map(LockedJob::id).toList());
    }

    /** The database's clock. */
    public Instant now() {
        return database.now();
    }

    /** Queues running jobs again whose queue entry was lost; what they were doing is spent, and no crash of theirs. */
    public void flushed(Collection<Long> ids) {
        lost.flushed(ids);
    }

    /** Makes queued or retrying jobs that the queue has lost ready to be pushed with a later attempt. */
    public void missing(Collection<Long> ids) {
        lost.missing(ids);
    }
}
