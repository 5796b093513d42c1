package dev.winnow.web.api.live;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The newest data of an event, for any number of threads that wait for newer. */
final class Newest {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable String data;
    private long version;
    private boolean closed;

    /** Puts data there; the same again changes nothing. */
    void put(String newData) {
        lock.lock();
        try {
            if (!newData.equals(data)) {
                data = newData;
                version++;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Data with its version. */
    record Versioned(String data, long version) {
    }

    /** Waits for data newer than a version; null where there was none within this time, or where it was closed. */
    @Nullable
    Versioned await(long olderVersion, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (version <= olderVersion && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return data == null || version <= olderVersion ? null : new Versioned(data, version);
        } finally {
            lock.unlock();
        }
    }

    /** Wakes everybody; nothing follows. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
