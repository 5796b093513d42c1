package dev.winnow.worker;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobQueue;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims jobs for one set of slots:
 *
 * <ol>
 * <li>waits for a free slot
 * <li>claims at most as many jobs as there are free slots, and starts them
 * <li>where none waits, waits to be woken, with a slow poll behind it
 * </ol>
 *
 * A worker has one for its slots of all lanes, and one for the slots that are kept for p0.
 */
final class Fetcher implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    private static final Duration SLOW_POLL = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    // While a lane that these slots may not serve has work, the wait for work ends at once.
    private static final Duration AT_LEAST = Duration.ofMillis(10);

    private final String owner;
    private final Set<Priority> lanes;
    private final Semaphore slots;
    private final JobQueue queue;
    private final Processor processor;
    private final Connectivity connectivity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopped = lock.newCondition();
    private boolean stopping;
    private boolean waitingForWork;
    private volatile Thread thread = Thread.currentThread();

    Fetcher(String owner, Set<Priority> lanes, int slots, JobQueue queue, Processor processor,
            Connectivity connectivity) {
        this.owner = owner;
        this.lanes = Set.copyOf(lanes);
        this.slots = new Semaphore(slots);
        this.queue = queue;
        this.processor = processor;
        this.connectivity = connectivity;
    }

    void start(String name) {
        Thread started = Thread.ofPlatform().name(name).unstarted(this);
        thread = started;
        started.start();
    }

    /** Stops claiming; returns once the last claim is done and what it brought is back in the queue or running. */
    void stop() throws InterruptedException {
        lock.lock();
        try {
            stopping = true;
            stopped.signalAll();
            // Never while it claims: what Redis has handed out would be lost with the answer.
            if (waitingForWork) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
        thread.join();
    }

    @Override
    public void run() {
        while (!isStopping()) {
            try {
                fetch();
            } catch (InterruptedException e) {
                LOG.debug("Woken to stop", e);
            } catch (RuntimeException e) {
                connectivity.queueFailed(e);
                pause(AFTER_FAILURE);
            }
        }
    }

    private void fetch() throws InterruptedException {
        int free = slots.drainPermits();
        if (free == 0) {
            // Full: nothing to claim, but whether Redis answers is still asked.
            if (!slots.tryAcquire(SLOW_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                queue.ping();
                connectivity.queueAnswered();
                return;
            }
            free = 1 + slots.drainPermits();
        }
        List<ClaimedJob> claimed = List.of();
        try {
            if (connectivity.mayClaim()) {
                claimed = queue.claim(owner, lanes, free, Heartbeat.LEASE);
                connectivity.queueAnswered();
            }
        } finally {
            slots.release(free - claimed.size());
        }
        for (ClaimedJob job : claimed) {
            processor.start(job, slots::release);
        }
        if (claimed.isEmpty()) {
            awaitWork();
        }
    }

    private void awaitWork() throws InterruptedException {
        if (!connectivity.mayClaim()) {
            pause(AFTER_FAILURE);
            return;
        }
        if (!beginWaiting()) {
            return;
        }
        long before = System.nanoTime();
        try {
            queue.awaitWork(SLOW_POLL);
        } finally {
            endWaiting();
        }
        Duration left = AT_LEAST.minusNanos(System.nanoTime() - before);
        if (left.isPositive()) {
            pause(left);
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    private boolean beginWaiting() {
        lock.lock();
        try {
            waitingForWork = !stopping;
            return waitingForWork;
        } finally {
            lock.unlock();
        }
    }

    private void endWaiting() {
        lock.lock();
        try {
            waitingForWork = false;
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!stopping && left > 0) {
                left = stopped.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            LOG.debug("Woken to stop", e);
        } finally {
            lock.unlock();
        }
    }
}
