package dev.winnow.daemon.progress;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The rounds of one loop. */
public final class Rounds implements Progress {
    private final LongSupplier nanoTime;
    private final AtomicLong last;

    /**
     * @param nanoTime as {@link System#nanoTime}: a step of the clock is no standstill
     */
    public Rounds(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.last = new AtomicLong(nanoTime.getAsLong());
    }

    /** The loop went round. */
    public void done() {
        last.set(nanoTime.getAsLong());
    }

    @Override
    public Duration idle() {
        return Duration.ofNanos(nanoTime.getAsLong() - last.get());
    }
}
