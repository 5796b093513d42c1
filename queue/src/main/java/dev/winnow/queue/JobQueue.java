package dev.winnow.queue;

import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands jobs to workers by priority, each by a lease. At least once: what is claimed and not acknowledged before its
 * lease ends is handed out again with the next attempt.
 *
 * <p>The scheduler calls {@link #push}, {@link #pushDelayed}, {@link #expireLeases} and {@link #promoteDelayed};
 * workers call the rest. Every method throws {@link QueueUnavailableException} when the queue cannot answer. Safe for
 * use by several threads.
 */
public interface JobQueue extends AutoCloseable {
    /**
     * Appends these to their lanes; one that the queue holds already is left as it is. Wakes waiting workers.
     *
     * @throws QueueFullException if the queue takes nothing more until consumers have drained it; some of the
     *     envelopes may have been taken
     * @throws IllegalArgumentException for an envelope that is larger than the queue takes, naming the job
     */
    void push(List<JobEnvelope> envelopes);

    /** Holds this back for a while before it joins its lane. */
    void pushDelayed(JobEnvelope envelope, Duration delay);

    /**
     * Takes up to {@code max} jobs of these lanes under the fairness rule.
     *
     * @param owner the worker process
     * @param lease how long it may hold them without renewing
     * @return in the order in which they should start; empty if none waits
     */
    List<ClaimedJob> claim(String owner, Set<Priority> lanes, int max, Duration lease);

    /** Acknowledges and claims in one round trip: what a busy worker does all the time. */
    Exchange exchange(String owner, Collection<Lease> done, Set<Priority> lanes, int max, Duration lease);

    /**
     * Prolongs what this owner holds. An owner has one lease for all it holds. What it holds and does not name goes back
     * to the head of its lane with the same attempt: the answer to its claim was lost on the way. Hence no renewal may
     * overlap with a claim of the same owner.
     *
     * @param held all that it holds
     */
    Renewal renew(String owner, Collection<Lease> held, Duration lease);

    /** Ends claims whose outcome is on record. Returns the job ids of those refused because the lease was lost. */
    Set<Long> acknowledge(Collection<Lease> leases);

    /** Ends claims and puts the jobs back, at once or after a delay. Returns the job ids of those whose lease was lost. */
    Set<Long> release(Collection<Release> releases);

    /** Gives back what was claimed and not started, to the head of its lane, with the same attempt. */
    void handBack(Collection<Lease> leases);

    /**
     * Takes up to {@code max} claims from owners whose lease has ended: each goes back to the head of its lane with
     * the next attempt and one more crash, or, after {@code maxCrashes}, to the dead letters. One that was asked to stop
     * is taken out instead.
     *
     * @return the envelopes as they are now, without payload; those with {@code crashes >= maxCrashes} are dead
     */
    List<JobEnvelope> expireLeases(int max, int maxCrashes);

    /** Moves what has been held back long enough to its lane; returns how many. */
    int promoteDelayed(int max);

    /** Takes waiting or delayed jobs out. Returns the ids of those that were; a running one is not touched. */
    Set<Long> remove(Collection<Long> jobIds);

    /**
     * Asks the workers that hold these to stop them. Returns the ids of those that are held; a worker hears of it within
     * moments, by {@link #onCancel}, and with its next renewal at the latest.
     */
    Set<Long> cancel(Collection<Long> jobIds);

    /** Calls back with the ids of jobs that somebody asks to stop, whoever holds them; on a thread of the queue's. */
    void onCancel(java.util.function.LongConsumer heard);

    /** Hands out nothing of these lanes any more, or again; what runs goes on. */
    void pause(Set<Priority> lanes, boolean paused);

    /** Where the queue holds these jobs; absent ones are in the map, too. */
    Map<Long, Presence> find(Collection<Long> jobIds);

    /** All that is to be told of one job. */
    JobSighting inspect(long jobId);

    /** What was set aside, newest first. */
    List<DeadLetter> deadLetters(int max);

    /**
     * Leaves a mark and returns the one that was left before, empty for none: a queue that was emptied or went back in
     * time (a failover, a restart without its last writes) does not hold the mark that was left last.
     */
    String mark(String next);

    /** Each lane, p0 first. */
    List<LaneStatus> lanes();

    /**
     * Waits until work may be there in these lanes, or this long. Where nothing else waits in them, what is pushed
     * meanwhile is handed over at once: this owner holds it then as if it had claimed it, and a renewal that overlaps lets
     * it be. An interrupt is heard before it waits; while it does, {@link #endWaits} ends it.
     *
     * @param lease how long it may hold what it is handed without renewing
     * @return what was handed over; empty: it is time to claim
     */
    List<ClaimedJob> awaitWork(String owner, Set<Priority> lanes, Duration lease, Duration atMost)
            throws InterruptedException;

    /** Ends the waits for work of all threads that wait through this object; what was handed over gets there. */
    void endWaits();

    /** Wakes the scheduler: somebody has put a request into the ledger. */
    void ring();

    /** Waits until the ring was pulled or this long has passed. */
    void awaitRing(Duration atMost) throws InterruptedException;

    /**
     * Answers if the queue does and may be worked with; to be asked before.
     *
     * @throws QueueUnfitException if it would lose jobs or cannot do what is needed
     */
    void examine();

    /** Answers if the queue does; for health checks. */
    void ping();

    @Override
    void close();
}
