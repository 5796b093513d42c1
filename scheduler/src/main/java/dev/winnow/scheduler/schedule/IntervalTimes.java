package dev.winnow.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ticks at a fixed rate from the first. */
record IntervalTimes(Duration interval) implements TickTimes {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    static IntervalTimes of(@Nullable Duration interval) {
        if (interval == null || interval.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("The interval " + interval + " is too short: one second at least.");
        }
        return new IntervalTimes(interval);
    }

    @Override
    public Instant after(Instant tick) {
        return tick.plus(interval);
    }

    @Override
    public Instant first(Instant firstSeen, Instant now) {
        // One whose interval was changed is no newcomer: it begins with the latest tick, not with all since it was seen.
        return latest(firstSeen, now);
    }

    @Override
    public Instant nearEnd(Instant from, Instant now, int atLeast) {
        long passed = passed(from, now);
        return from.plus(interval.multipliedBy(Math.max(0, passed - atLeast + 1)));
    }

    private Instant latest(Instant from, Instant now) {
        return from.plus(interval.multipliedBy(passed(from, now)));
    }

    private long passed(Instant from, Instant now) {
        return now.isBefore(from) ? 0 : Duration.between(from, now).dividedBy(interval);
    }
}
