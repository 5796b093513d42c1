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

/** A queue whose every method is called by the daemon that calls it in the suite, under that daemon's own user. */
record DividedQueue(JobQueue scheduler, JobQueue worker, JobQueue interfaceServer) implements JobQueue {
    @Override
    public void push(List<JobEnvelope> envelopes) {
        scheduler.push(envelopes);
    }

    @Override
    public void pushDelayed(JobEnvelope envelope, Duration delay) {
        scheduler.pushDelayed(envelope, delay);
    }

    @Override
    public List<ClaimedJob> claim(String owner, Set<Priority> lanes, int max, Duration lease) {
        return worker.claim(owner, lanes, max, lease);
    }

    @Override
    public Exchange exchange(String owner, Collection<Lease> done, Set<Priority> lanes, int max, Duration lease) {
        return worker.exchange(owner, done, lanes, max, lease);
    }

    @Override
    public Renewal renew(String owner, Collection<Lease> held, Duration lease) {
        return worker.renew(owner, held, lease);
    }

    @Override
    public Set<Long> acknowledge(Collection<Lease> leases) {
        return worker.acknowledge(leases);
    }

    @Override
    public Set<Long> release(Collection<Release> releases) {
        return worker.release(releases);
    }

    @Override
    public void handBack(Collection<Lease> leases) {
        worker.handBack(leases);
    }

    @Override
    public List<JobEnvelope> expireLeases(int max, int maxCrashes) {
        return scheduler.expireLeases(max, maxCrashes);
    }

    @Override
    public int promoteDelayed(int max) {
        return scheduler.promoteDelayed(max);
    }

    @Override
    public Set<Long> remove(Collection<Long> jobIds) {
        return scheduler.remove(jobIds);
    }

    @Override
    public Set<Long> cancel(Collection<Long> jobIds) {
        return scheduler.cancel(jobIds);
    }

    @Override
    public void onCancel(LongConsumer heard) {
        worker.onCancel(heard);
    }

    @Override
    public void pause(Set<Priority> lanes, boolean paused) {
        scheduler.pause(lanes, paused);
    }

    @Override
    public Map<Long, Presence> find(Collection<Long> jobIds) {
        return scheduler.find(jobIds);
    }

    @Override
    public JobSighting inspect(long jobId) {
        return interfaceServer.inspect(jobId);
    }

    @Override
    public List<DeadLetter> deadLetters(int max) {
        return interfaceServer.deadLetters(max);
    }

    @Override
    public String mark(String next) {
        return scheduler.mark(next);
    }

    @Override
    public List<LaneStatus> lanes() {
        interfaceServer.lanes();
        return scheduler.lanes();
    }

    @Override
    public List<ClaimedJob> awaitWork(String owner, Set<Priority> lanes, Duration lease, Duration atMost)
            throws InterruptedException {
        return worker.awaitWork(owner, lanes, lease, atMost);
    }

    @Override
    public void endWaits() {
        worker.endWaits();
    }

    @Override
    public void ring() {
        interfaceServer.ring();
    }

    @Override
    public void awaitRing(Duration atMost) throws InterruptedException {
        scheduler.awaitRing(atMost);
    }

    @Override
    public void examine() {
        scheduler.examine();
        worker.examine();
        interfaceServer.examine();
    }

    @Override
    public void ping() {
        scheduler.ping();
        worker.ping();
        interfaceServer.ping();
    }

    @Override
    public void close() {
        scheduler.close();
        worker.close();
        interfaceServer.close();
    }
}
