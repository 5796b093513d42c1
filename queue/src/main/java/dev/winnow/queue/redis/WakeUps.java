package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts wake-ups by lane, so that none is lost that comes while nobody waits: a thread notes the count of its lanes
 * before it looks for work, and waits only while the count is what it noted.
 */
final class WakeUps {
    /** While no message can reach us, nobody waits for longer than this. */
    private static final Duration DEAF = Duration.ofSeconds(1);
    private static final Set<Priority> ALL = EnumSet.allOf(Priority.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ThreadLocal<Note> noted = ThreadLocal.withInitial(() -> new Note(ALL, 0));
    private final long[] counts = new long[Priority.values().length];
    private boolean listening;

    /** What a thread saw last, of which lanes. */
    private record Note(Set<Priority> lanes, long count) {
    }

    /** To be called before looking for work in these lanes. */
    void note(Set<Priority> lanes) {
        lock.lock();
        try {
            noted.set(new Note(lanes, count(lanes)));
        } finally {
            lock.unlock();
        }
    }

    /** Wakes everybody who looks after one of these lanes, which stand there as digits. */
    void wake(String lanes) {
        lock.lock();
        try {
            for (Priority lane : ALL) {
                if (lanes.indexOf('0' + lane.ordinal()) >= 0) {
                    counts[lane.ordinal()]++;
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes everybody. */
    void wakeAll() {
        lock.lock();
        try {
            countUpAll();
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
                countUpAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there was a wake-up since this thread last noted or waited, or this long. */
    void await(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Note note = noted.get();
            long left = Math.min(atMost.toNanos(), listening ? Long.MAX_VALUE : DEAF.toNanos());
            while (count(note.lanes()) == note.count() && left > 0) {
                left = changed.awaitNanos(left);
            }
            noted.set(new Note(note.lanes(), count(note.lanes())));
        } finally {
            lock.unlock();
        }
    }

    private void countUpAll() {
        for (int lane = 0; lane < counts.length; lane++) {
            counts[lane]++;
        }
        changed.signalAll();
    }

    private long count(Set<Priority> lanes) {
        long count = 0;
        for (Priority lane : lanes) {
            count += counts[lane.ordinal()];
        }
        return count;
    }
}
