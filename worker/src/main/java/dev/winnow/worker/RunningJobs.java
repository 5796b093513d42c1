package dev.winnow.worker;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The jobs that this worker holds now. */
final class RunningJobs {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition removed = lock.newCondition();
    // By identity: a job handed back and claimed again is another run, even while the first one's thread still ends.
    private final Set<RunningJob> jobs = new LinkedHashSet<>();

    void add(RunningJob job) {
        lock.lock();
        try {
            jobs.add(job);
        } finally {
            lock.unlock();
        }
    }

    void remove(RunningJob job) {
        lock.lock();
        try {
            jobs.remove(job);
            removed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<RunningJob> all() {
        lock.lock();
        try {
            return List.copyOf(jobs);
        } finally {
            lock.unlock();
        }
    }

    int count() {
        lock.lock();
        try {
            return jobs.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is none; false if some are left after this long. */
    boolean awaitNone(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (!jobs.isEmpty()) {
                if (left <= 0) {
                    return false;
                }
                left = removed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
