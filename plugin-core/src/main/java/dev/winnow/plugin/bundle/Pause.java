package dev.winnow.plugin.bundle;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits; replaced where tests shall not. */
@FunctionalInterface
public interface Pause {
    /** Returns after this time, or at once when the thread is interrupted, which it stays. */
    void of(Duration duration);

    /** Real time. */
    static Pause real() {
        return duration -> LockSupport.parkNanos(duration.toNanos());
    }
}
