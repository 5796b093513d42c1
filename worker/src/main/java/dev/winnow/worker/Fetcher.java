package dev.winnow.worker;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobQueue;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims jobs into the backlog:
 *
 * <ol>
 * <li>waits until the backlog wants some; that is before the ones claimed last are done
 * <li>claims so many
 * <li>where none waits, waits to be handed one or woken, with a slow poll behind it
 * </ol>
 *
 * A worker has one for all its lanes, and one for the slots that are kept for p0, which claims only while the first has
 * its hands full.
 */
final class Fetcher implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    private static final Duration SLOW_POLL = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration UNTIL_WRITTEN = Duration.ofMillis(5);
    /** With so many outcomes not on record yet, MySQL is the slower one: nothing more is claimed. */
    private static final int MOST_UNWRITTEN = 4000;

    private final Set<Priority> lanes;
    private final boolean reserved;
    private final Backlog backlog;
    private final Claims claims;
    private final Admission admission;
    private final UnwrittenOutcomes unwritten;
    private final JobQueue queue;
    private final Connectivity connectivity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopped = lock.newCondition();
    private boolean stopping;
    private boolean waiting;
    private volatile Thread thread = Thread.currentThread();

    /** @param reserved whether it claims for the slots that are kept for p0 */
    Fetcher(Set<Priority> lanes, boolean reserved, Backlog backlog, Claims claims, Admission admission,
            UnwrittenOutcomes unwritten, JobQueue queue, Connectivity connectivity) {
        this.lanes = Set.copyOf(lanes);
        this.reserved = reserved;
        this.backlog = backlog;
        this.claims = claims;
        this.admission = admission;
        this.unwritten = unwritten;
        this.queue = queue;
        this.connectivity = connectivity;
    }

    void start(String name) {
        Thread started = Thread.ofPlatform().name(name).unstarted(this);
        thread = started;
        started.start();
    }

    /** Stops claiming; returns once the last claim is done and what it brought is held. */
    void stop() throws InterruptedException {
        boolean waits;
        lock.lock();
        try {
            stopping = true;
            stopped.signalAll();
            waits = waiting;
            // Never while it claims: what Redis has handed out would be lost with the answer.
            if (waits) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
        if (waits) {
            endWaits();
        }
        thread.join();
    }

    private void endWaits() {
        try {
            claims.endWaits();
        } catch (RuntimeException e) {
            LOG.debug("The queue cannot be told that nobody waits any more; the wait ends by itself within seconds.",
                    e);
        }
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
            if (!reserved) {
                connectivity.polled();
            }
        }
    }

    private void fetch() throws InterruptedException {
        int room = waitingFor(() -> backlog.awaitRoom(reserved, SLOW_POLL), 0);
        if (room == 0) {
            // Nothing to claim, but whether Redis answers is still asked.
            if (!reserved && !isStopping()) {
                queue.ping();
                connectivity.queueAnswered();
            }
            return;
        }
        if (!connectivity.mayClaim()) {
            pause(AFTER_FAILURE);
            return;
        }
        if (unwritten.count() > MOST_UNWRITTEN) {
            pause(UNTIL_WRITTEN);
            return;
        }
        if (isStopping()) {
            return;
        }
        List<HeldJob> jobs = claims.claim(lanes, room, admission::hold);
        connectivity.queueAnswered();
        if (!reserved) {
            backlog.flowing(!jobs.isEmpty());
        }
        if (jobs.isEmpty()) {
            jobs = waitingFor(() -> claims.await(lanes, SLOW_POLL, admission::hold), List.of());
        }
        if (!jobs.isEmpty()) {
            admission.admit(jobs);
        }
    }

    /** Waits in a way that {@link #stop} may end. */
    private <T> T waitingFor(Wait<T> wait, T ifStopping) throws InterruptedException {
        lock.lock();
        try {
            if (stopping) {
                return ifStopping;
            }
            waiting = true;
        } finally {
            lock.unlock();
        }
        try {
            return wait.run();
        } finally {
            lock.lock();
            try {
                waiting = false;
                Thread.interrupted();
            } finally {
                lock.unlock();
            }
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

    /** A wait for room or for work. */
    @FunctionalInterface
    private interface Wait<T> {
        T run() throws InterruptedException;
    }
}
