package dev.winnow.queue.redis;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts wake-ups, so that none is lost that comes while nobody waits: a thread notes the count before it looks for
 * work, and waits only while the count is what it noted.
 */
final class WakeUps {
    /** While no message can reach us, nobody waits for longer than this. */
    private static final Duration DEAF = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ThreadLocal<Long> noted = ThreadLocal.withInitial(() -> 0L);
    private long count;
    private boolean listening;

    /** To be called before looking for work. */
    void note() {
        lock.lock();
        try {
            noted.set(count);
        } finally {
            lock.unlock();
        }
    }

    /** Wakes everybody. */
    void wake() {
        lock.lock();
        try {
            count++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says whether messages can reach us now. Either way it is time to look: some may have been missed. */
    void listening(boolean now) {
        lock.lock();
        try {
            if (listening != now) {
                listening = now;
                count++;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there was a wake-up since this thread last noted or waited, or this long. */
    void await(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = Math.min(atMost.toNanos(), listening ? Long.MAX_VALUE : DEAF.toNanos());
            while (count == noted.get() && left > 0) {
                left = changed.awaitNanos(left);
            }
            noted.set(count);
        } finally {
            lock.unlock();
        }
    }
}
