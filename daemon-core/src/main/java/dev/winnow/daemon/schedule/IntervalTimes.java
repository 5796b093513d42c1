package dev.winnow.daemon.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ticks at a fixed rate of real time, whatever clocks do.
 *
 * @param anchor a tick that all others are counted from, before or after it; null: from the first
 */
record IntervalTimes(Duration interval, @Nullable Instant anchor) implements TickTimes {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** Ten thousand years hold no more milliseconds than a column of the ledger. */
    private static final Duration LONGEST = Duration.ofDays(3660);

    static IntervalTimes of(Duration interval, @Nullable Instant anchor) {
        if (interval.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("The interval " + interval + " is too short: one second at least.");
        }
        if (interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The interval " + interval + " is too long: ten years at most.");
        }
        return new IntervalTimes(interval, anchor);
    }

    @Override
    public Instant after(Instant tick) {
        return tick.plus(interval);
    }

    @Override
    public Instant first(Instant from) {
        if (anchor == null || !anchor.isBefore(from)) {
            return anchor == null ? from : anchor;
        }
        Instant latest = anchor.plus(interval.multipliedBy(passed(anchor, from)));
        return latest.isBefore(from) ? latest.plus(interval) : latest;
    }

    @Override
    public boolean isTick(Instant instant) {
        return true;
    }

    @Override
    public Instant nearEnd(Instant from, Instant now, int atLeast) {
        return from.plus(interval.multipliedBy(Math.max(0, passed(from, now) - atLeast + 1)));
    }

    private long passed(Instant from, Instant now) {
        return now.isBefore(from) ? 0 : Duration.between(from, now).dividedBy(interval);
    }
}
