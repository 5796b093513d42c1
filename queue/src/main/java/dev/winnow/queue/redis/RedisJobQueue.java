package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.DeadLetter;
import dev.winnow.queue.Exchange;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.JobSighting;
import dev.winnow.queue.LaneStatus;
import dev.winnow.queue.Lease;
import dev.winnow.queue.Presence;
import dev.winnow.queue.Release;
import dev.winnow.queue.Renewal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * The queue on Redis 7 or newer. Each method is one script, hence one step, except that long lists go in portions. Time
 * is Redis's own. Consumers drain even at maxmemory; {@link #push} is refused then. Nothing connects before the first
 * use. A server that would evict jobs ({@code allkeys-*}) is refused by {@link #examine}; one in use is warned of.
 */
public final class RedisJobQueue implements JobQueue {
    private final RedisCommands commands;
    private final Claims claims;
    private final Upkeep upkeep;
    private final Expiry expiry;
    private final Sightings sightings;
    private final Waits waits;
    private final WakeUps ring = new WakeUps();
    private final Cancellations cancellations = new Cancellations();
    private final Listener listener;

    /** With the usual options. */
    public RedisJobQueue(RedisSettings settings) {
        this(settings, QueueOptions.USUAL);
    }

    /** With options of the operator's choice. */
    public RedisJobQueue(RedisSettings settings, QueueOptions options) {
        RedisClients clients = new RedisClients(settings);
        Envelopes envelopes = new Envelopes(options);
        RestartWatch restarts = new RestartWatch();
        ServerCheck check = new ServerCheck(System::nanoTime, restarts);
        this.commands = new RedisCommands(settings, clients::forCommands, check);
        ClaimReader reader = new ClaimReader(commands, envelopes, restarts);
        Tickets tickets = new Tickets();
        this.claims = new Claims(commands, reader, tickets, options.shares());
        this.waits = new Waits(commands, new RedisCommands(settings, () -> clients.forWaiting(Waits.LONGEST_BLOCK),
                check::cutOff), reader, tickets);
        this.upkeep = new Upkeep(commands, envelopes);
        this.expiry = new Expiry(commands, envelopes);
        this.sightings = new Sightings(commands);
        this.listener = new Listener(() -> clients.forSubscription(Listener.SILENCE), ring, cancellations);
    }

    @Override
    public void push(List<JobEnvelope> added) {
        upkeep.push(added, Duration.ZERO);
    }

    @Override
    public void pushDelayed(JobEnvelope envelope, Duration delay) {
        upkeep.push(List.of(envelope), delay);
    }

    @Override
    public List<ClaimedJob> claim(String owner, Set<Priority> lanes, int max, Duration lease) {
        return exchange(owner, List.of(), lanes, max, lease).claimed();
    }

    @Override
    public Exchange exchange(String owner, Collection<Lease> done, Set<Priority> lanes, int max, Duration lease) {
        return claims.exchange(owner, done, lanes, max, lease);
    }

    @Override
    public Renewal renew(String owner, Collection<Lease> held, Duration lease) {
        return claims.renew(owner, held, lease);
    }

    @Override
    public Set<Long> acknowledge(Collection<Lease> leases) {
        return claims.acknowledge(leases);
    }

    @Override
    public Set<Long> release(Collection<Release> releases) {
        return claims.release(releases);
    }

    @Override
    public void handBack(Collection<Lease> leases) {
        claims.handBack(leases);
    }

    @Override
    public List<JobEnvelope> expireLeases(int max, int maxCrashes) {
        return expiry.expireLeases(max, maxCrashes);
    }

    @Override
    public int promoteDelayed(int max) {
        return upkeep.promoteDelayed(max);
    }

    @Override
    public Set<Long> remove(Collection<Long> jobIds) {
        return upkeep.remove(jobIds);
    }

    @Override
    public Set<Long> cancel(Collection<Long> jobIds) {
        return upkeep.cancel(jobIds);
    }

    @Override
    public void onCancel(LongConsumer heard) {
        cancellations.add(heard);
        listener.start();
    }

    @Override
    public void pause(Set<Priority> lanes, boolean paused) {
        upkeep.pause(lanes, paused);
    }

    @Override
    public Map<Long, Presence> find(Collection<Long> jobIds) {
        return sightings.find(jobIds);
    }

    @Override
    public JobSighting inspect(long jobId) {
        return sightings.inspect(jobId);
    }

    @Override
    public List<DeadLetter> deadLetters(int max) {
        return sightings.deadLetters(max);
    }

    @Override
    public String mark(String next) {
        return Answers.text(commands.run(Script.MARK, new Arguments().text(next)));
    }

    @Override
    public List<LaneStatus> lanes() {
        return sightings.lanes();
    }

    @Override
    public List<ClaimedJob> awaitWork(String owner, Set<Priority> lanes, Duration lease, Duration atMost)
            throws InterruptedException {
        return waits.await(owner, lanes, lease, atMost);
    }

    @Override
    public void endWaits() {
        waits.endAll();
    }

    @Override
    public void ring() {
        commands.call(redis -> redis.publish(Keys.RING, "ring"));
    }

    @Override
    public void awaitRing(Duration atMost) throws InterruptedException {
        listener.start();
        ring.await(atMost);
    }

    @Override
    public void examine() {
        commands.examine();
    }

    @Override
    public void ping() {
        commands.call(redis -> redis.ping());
    }

    @Override
    public void close() {
        listener.close();
        waits.close();
        commands.close();
    }
}
