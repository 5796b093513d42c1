package dev.winnow.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The jobs that this worker holds now. */
final class HeldJobs {
    // By identity: a job handed back and claimed again is another one, even while the first one's thread still ends.
    private final Set<HeldJob> jobs = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();

    void add(HeldJob job) {
        jobs.add(job);
        count.incrementAndGet();
    }

    void remove(HeldJob job) {
        if (jobs.remove(job) && count.decrementAndGet() == 0) {
            lock.lock();
            try {
                emptied.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    void removeAll(Collection<HeldJob> gone) {
        gone.forEach(this::remove);
    }

    /** As they are while one goes through them. */
    Set<HeldJob> all() {
        return Collections.unmodifiableSet(jobs);
    }

    int count() {
        return count.get();
    }

    /** How many of them have their handler running. */
    int running() {
        return (int) jobs.stream().filter(job -> job.run() != null && !job.isSettled()).count();
    }

    /** The one with this id whose handler runs. */
    Optional<HeldJob> running(long jobId) {
        return jobs.stream().filter(job -> job.envelope().jobId() == jobId && job.run() != null && !job.isSettled())
                .findFirst();
    }

    /** Waits until there is none; false if some are left after this long. */
    boolean awaitNone(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (count.get() > 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                emptied.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
