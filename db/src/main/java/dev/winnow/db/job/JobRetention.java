package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Removes finished jobs that are old enough, with all that stands beside them, and then what is left of jobs that are gone.
 * In small transactions, oldest first; it can be stopped between any two and goes on where there is something left the next
 * time. Unfinished jobs stay, and so do finished ones that an open batch counts or a chain waits for.
 */
@JdbcStore
public class JobRetention {
    /** Rows of a transaction: few enough that nobody waits for its locks. */
    private static final int ROWS = 1000;
    private static final Set<JobState> ENDED_BADLY = EnumSet.of(JobState.FAILED, JobState.DEAD, JobState.CANCELLED,
            JobState.EXPIRED);

    private final Database database;
    private final FinishedJobs finished;
    private final Orphans orphans;

    JobRetention(Database database) {
        this.database = database;
        this.finished = new FinishedJobs(database);
        this.orphans = new Orphans(database);
    }

    /**
     * Removes what may go until nothing is left or it is told to stop.
     *
     * @param keepSucceeded how long jobs that succeeded are kept after their end
     * @param keepFailed the same for failed, dead, cancelled and expired ones
     * @param goOn asked before each transaction
     */
    public Removed remove(Duration keepSucceeded, Duration keepFailed, BooleanSupplier goOn) {
        Instant now = database.now();
        Removed removed = new Removed(0, 0, 0, 0, true);
        removed = removed.withSucceeded(jobs(JobState.SUCCEEDED, now.minus(keepSucceeded), goOn));
        for (JobState state : ENDED_BADLY) {
            removed = removed.withFailed(jobs(state, now.minus(keepFailed), goOn));
        }
        removed = removed.withKeys(repeat(() -> orphans.removeExpiredKeys(ROWS), goOn));
        Duration shortest = keepSucceeded.compareTo(keepFailed) < 0 ? keepSucceeded : keepFailed;
        for (Orphans.Kind kind : Orphans.Kind.values()) {
            removed = removed.withOrphans(orphans(kind, now.minus(shortest), goOn));
        }
        return goOn.getAsBoolean() ? removed : removed.stopped();
    }

    private long jobs(JobState state, Instant before, BooleanSupplier goOn) {
        long removed = 0;
        for (FinishedJobs.Stretch stretch : FinishedJobs.stretches(state)) {
            FinishedJobs.Page page = FinishedJobs.Page.START;
            while (page.more() && goOn.getAsBoolean()) {
                page = finished.remove(stretch, before, page, ROWS, goOn);
                removed += page.removed();
            }
        }
        return removed;
    }

    private long orphans(Orphans.Kind kind, Instant before, BooleanSupplier goOn) {
        long removed = 0;
        Orphans.Page page = Orphans.Page.START;
        while (page.more() && goOn.getAsBoolean()) {
            page = orphans.remove(kind, before, page, ROWS);
            removed += page.removed();
        }
        return removed;
    }

    private static long repeat(IntSupplier batch, BooleanSupplier goOn) {
        long removed = 0;
        int last = ROWS;
        while (last == ROWS && goOn.getAsBoolean()) {
            last = batch.getAsInt();
            removed += last;
        }
        return removed;
    }

    /**
     * What was removed.
     *
     * @param succeeded jobs
     * @param failed jobs that failed, are dead, were cancelled or expired
     * @param keys that had expired
     * @param orphans rows that belonged to jobs that are gone
     * @param complete whether nothing is left that may go
     */
    public record Removed(long succeeded, long failed, long keys, long orphans, boolean complete) {
        Removed withSucceeded(long more) {
            return new Removed(succeeded + more, failed, keys, orphans, complete);
        }

        Removed withFailed(long more) {
            return new Removed(succeeded, failed + more, keys, orphans, complete);
        }

        Removed withKeys(long more) {
            return new Removed(succeeded, failed, keys + more, orphans, complete);
        }

        Removed withOrphans(long more) {
            return new Removed(succeeded, failed, keys, orphans + more, complete);
        }

        Removed stopped() {
            return new Removed(succeeded, failed, keys, orphans, false);
        }
    }
}
