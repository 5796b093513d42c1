package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets go what waits for something else than its turn: limits by key, predecessors, batches, handlers. All is reckoned from
 * rows, so nothing is lost or doubled when a scheduler dies. One caller at a time: the leader's; each method is one step,
 * to be run in its transaction.
 */
@JdbcStore
public class JobReleases {
    private static final int PAGE = 2000;

    private final Database database;
    private final Waits waits;
    private final Batches batches;
    private final LimitedJobs limited;
    private final LimitGates gates;
    private final EarlyEnds ends;

    JobReleases(Database database) {
        this.database = database;
        this.waits = new Waits(database);
        this.batches = new Batches(database);
        this.limited = new LimitedJobs(database);
        this.gates = new LimitGates(database);
        this.ends = new EarlyEnds(database);
    }

    /** Chains: jobs whose predecessor has ended. */
    public Found<Predecessor> endedPredecessors(long after) {
        return waits.endedPredecessors(after, PAGE);
    }

    /** Chains: releases those whose predecessor succeeded, and cancels those after one that ended otherwise. */
    public void goOn(List<Predecessor> ended) {
        database.doInTransaction(() -> {
            waits.release(ended.stream().filter(one -> one.state() == JobState.SUCCEEDED).map(Predecessor::jobId)
                    .toList());
            ended.stream().filter(one -> one.state() != JobState.SUCCEEDED).forEach(this::breakOff);
        });
    }

    private void breakOff(Predecessor ended) {
        List<Long> ids = new ArrayList<>(List.of(ended.jobId()));
        ids.addAll(waits.after(ids));
        JobState state = ended.state();
        String how = state == null ? "is not on record any more" : "ended as " + state.code();
        ends.end(LockedJob.lock(database, ids).values().stream().filter(job -> !job.state().isFinished()).toList(),
                JobState.CANCELLED, job -> "an earlier job of its chain, " + ended.predecessor() + ", " + how);
        ends.forget(ids);
    }

    /** Batches: open ones of which the next member is finished by now. */
    public Found<Long> ripeBatches(long after) {
        return batches.ripe(after, PAGE);
    }

    /**
     * Batches: passes the finished members of this one, at most a page of them, and releases its completion where all are
     * passed. Returns whether there is more to pass.
     */
    public boolean passMembers(long batch) {
        return database.inTransaction(() -> {
            Batches.Step done = batches.step(batch);
            if (done == Batches.Step.FINISHED) {
                waits.release(waits.forBatches(List.of(batch)));
            }
            return done == Batches.Step.MORE;
        });
    }

    /** Parked jobs: those for which a live worker of their lane has a handler by now. */
    public Found<Long> handledAgain(long after) {
        return waits.handledAgain(after, PAGE);
    }

    /** Lets parked jobs take their turn like all others. */
    public void release(List<Long> ids) {
        database.doInTransaction(() -> waits.release(ids));
    }

    /** Limited jobs: whether anything about them is to be looked at. */
    public boolean anyLimited() {
        return limited.any();
    }

    /** Limited jobs: takes in new ones and those whose next attempt is due, and gives back the places of those that ended. */
    public int sortLimited(int limit) {
        return database.inTransaction(() -> limited.sort(limit));
    }

    /**
     * Limited jobs: marks as many as their limits let in as queued; the caller pushes them in the same transaction.
     *
     * @param turns whose turn it is next; one that a lane has no use for is the highest's that waits
     */
    public List<JobRow> takeLimited(int limit, @Nullable Long generation, Supplier<Priority> turns) {
        return database.inTransaction(() -> gates.letIn(limit, generation, turns));
    }

    /** How long until the next limited job may be let in by time alone; empty where nothing waits for that. */
    public Optional<Duration> untilNextLimited() {
        return gates.untilNext();
    }

    /** Clears away what no limit can count any more; returns how many rows. */
    public int clearRates() {
        return gates.clear();
    }

    /**
     * What a look at a page of those that wait found.
     *
     * @param next what to give the next look to go on; 0: from the beginning
     */
    public record Found<T>(List<T> found, long next) {
    }

    /** A job of a chain, the one before it, and how that one ended; null where it is not on record any more. */
    public record Predecessor(long jobId, long predecessor, @Nullable JobState state) {
    }
}
