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
    /** Appends these to their lanes, in one step; one that the queue holds already is left as it is. Wakes waiting workers. */
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

    /** Prolongs leases. Returns the job ids of those that are lost: expired and given to another, or unknown. */
    Set<Long> renew(Collection<Lease> leases, Duration lease);

    /** Ends claims whose outcome is on record. Returns the job ids of those refused because the lease was lost. */
    Set<Long> acknowledge(Collection<Lease> leases);

    /** Ends a claim and puts the job back after a delay, with the next attempt. False if the lease was lost. */
    boolean retry(Lease lease, Duration delay);

    /** Gives back what was claimed and not started, to the head of its lane, with the same attempt. */
    void handBack(Collection<Lease> leases);

    /**
     * Takes up to {@code max} claims from owners whose lease has ended: each goes back to the head of its lane with
     * the next attempt and one more crash, or, after {@code maxCrashes}, to the dead letters.
     *
     * @return the envelopes as they are now; those with {@code crashes >= maxCrashes} are dead
     */
    List<JobEnvelope> expireLeases(int max, int maxCrashes);

    /** Moves what has been held back long enough to its lane; returns how many. */
    int promoteDelayed(int max);

    /** Takes waiting or delayed jobs out. Returns the ids of those that were; a running one is not touched. */
    Set<Long> remove(Collection<Long> jobIds);

    /** Where the queue holds these jobs; absent ones are in the map, too. */
    Map<Long, Presence> find(Collection<Long> jobIds);

    /** Each lane, p0 first. */
    List<LaneStatus> lanes();

    /** Waits until work may be there, the ring was pulled, or this long has passed. */
    void awaitWork(Duration atMost) throws InterruptedException;

    /** Wakes the scheduler: somebody has put a request into the ledger. */
    void ring();

    /** Waits until the ring was pulled or this long has passed. */
    void awaitRing(Duration atMost) throws InterruptedException;

    /** Answers if the queue does; for health checks. */
    void ping();

    @Override
    void close();
}
