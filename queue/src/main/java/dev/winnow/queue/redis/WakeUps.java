package dev.winnow.queue.redis;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts wake-ups, so that none is lost that comes while nobody waits: each thread knows how many it has heard of. */
final class WakeUps {
    /** While no message can reach us, nobody waits for longer than this. */
    private static final Duration DEAF = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ThreadLocal<Long> heard = ThreadLocal.withInitial(() -> 0L);
    private long count;
    private boolean listening;

    /** Wakes everybody who waits. */
    void wake() {
        lock.lock();
        try {
            countUp();
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
                countUp();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there was a wake-up since this thread's last wait ended, or this long. */
    void await(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = Math.min(atMost.toNanos(), listening ? Long.MAX_VALUE : DEAF.toNanos());
            long known = heard.get();
            while (count == known && left > 0) {
                left = changed.awaitNanos(left);
            }
            heard.set(count);
        } finally {
            lock.unlock();
        }
    }

    private void countUp() {
        count++;
        changed.signalAll();
    }
}
