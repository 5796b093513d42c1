package dev.winnow.worker;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.Exchange;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Lease;
import dev.winnow.queue.Renewal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs from the queue, and keeps them. A renewal names all that is held, so that the queue can put back what a
 * claim handed out whose answer was lost: therefore none runs beside a claim.
 */
final class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final String owner;
    private final Duration lease;
    private final JobQueue queue;
    private final HeldJobs held;
    private final QueueReports reports;
    private final JobMeters meters;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean doubtful;

    Claims(String owner, Duration lease, JobQueue queue, HeldJobs held, QueueReports reports,
            JobMeters meters) {
        this.owner = owner;
        this.lease = lease;
        this.queue = queue;
        this.held = held;
        this.reports = reports;
        this.meters = meters;
    }

    /** Claims up to so many; what is finished is acknowledged on the same way. They are held when this returns. */
    List<HeldJob> claim(Set<Priority> lanes, int max, Function<ClaimedJob, HeldJob> hold) {
        List<HeldJob> done = reports.takeFinished();
        lock.readLock().lock();
        try {
            List<ClaimedJob> claimed;
            if (done.isEmpty()) {
                claimed = queue.claim(owner, lanes, max, lease);
            } else {
                Exchange exchange = queue.exchange(owner, done.stream().map(HeldJob::lease).toList(), lanes, max,
                        lease);
                reports.told(done, exchange.lost());
                claimed = exchange.claimed();
            }
            return hold(claimed, hold);
        } catch (RuntimeException e) {
            doubtful = true;
            reports.notTold(done);
            throw e;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Waits for work, this long at most; what is handed over is held when this returns. A renewal may run meanwhile. */
    List<HeldJob> await(Set<Priority> lanes, Duration atMost, Function<ClaimedJob, HeldJob> hold)
            throws InterruptedException {
        List<ClaimedJob> handed = queue.awaitWork(owner, lanes, lease, atMost);
        lock.readLock().lock();
        try {
            return hold(handed, hold);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Ends the waits for work of this worker. */
    void endWaits() {
        queue.endWaits();
    }

    private List<HeldJob> hold(List<ClaimedJob> claimed, Function<ClaimedJob, HeldJob> hold) {
        List<HeldJob> jobs = new ArrayList<>(claimed.size());
        for (ClaimedJob claim : claimed) {
            HeldJob job = hold.apply(claim);
            held.add(job);
            jobs.add(job);
        }
        return jobs;
    }

    /** Whether a claim failed since the last renewal: the queue may have handed something out all the same. */
    boolean isDoubtful() {
        return doubtful;
    }

    /** Renews what is held, and stops what is lost or called off. */
    void renew() {
        lock.writeLock().lock();
        try {
            List<HeldJob> jobs = List.copyOf(held.all());
            List<Lease> leases = jobs.stream().map(HeldJob::lease).toList();
            Renewal renewal = queue.renew(owner, leases, lease);
            doubtful = false;
            for (HeldJob job : jobs) {
                long id = job.envelope().jobId();
                if (renewal.lost().contains(id)) {
                    lost(job);
                } else if (renewal.cancelled().contains(id)) {
                    job.stop(StopReason.CANCELLED);
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void lost(HeldJob job) {
        // Of one that has ended the queue may have been told in this moment: then the loss is none.
        if (!job.isSettled()) {
            meters.leaseLost(job);
            LOG.warn("{} is not this worker's any more: its lease had ended. It is stopped here.", job);
        }
        job.stop(StopReason.LEASE_LOST);
    }
}
