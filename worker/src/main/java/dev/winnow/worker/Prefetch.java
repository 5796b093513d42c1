package dev.winnow.worker;

import java.time.Duration;

/** How many jobs to hold ready beyond those that run, by the time that jobs took lately. Guarded by its user. */
final class Prefetch {
    /** What is held ready is worth about this much time: a few round trips to the queue. */
    private static final Duration AHEAD = Duration.ofMillis(10);
    private static final int MOST = 512;
    private static final double WEIGHT = 1 / 16.0;
    private static final double RISING_WEIGHT = 1 / 4.0;

    private final int slots;
    private double average = AHEAD.toNanos();
    private int wanted;

    Prefetch(int slots) {
        this.slots = slots;
    }

    /** A job took so many nanoseconds. Longer ones count for more: to hold too little ready costs little. */
    void took(long nanos) {
        average += (nanos - average) * (nanos > average ? RISING_WEIGHT : WEIGHT);
        wanted = (int) Math.min(MOST, slots * AHEAD.toNanos() / Math.max(1, average));
    }

    /** What was held ready had to be given back: none, until jobs are seen to be short again. */
    void waited() {
        average = Math.max(average, slots * (double) AHEAD.toNanos() * 2);
        wanted = 0;
    }

    int wanted() {
        return wanted;
    }
}
