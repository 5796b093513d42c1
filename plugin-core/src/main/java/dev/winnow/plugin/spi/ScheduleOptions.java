package dev.winnow.plugin.spi;

import dev.winnow.plugin.spi.JobOptions.Concurrency;
import dev.winnow.plugin.spi.JobOptions.Rate;
import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What else a schedule says: when its ticks count, how its jobs are spread, and what each of them is given.
 *
 * @param window a job starts this much later at most, each schedule by a part of it that follows from its name and stays
 *     the same; zero for at once. A schedule has a window or a jitter, not both
 * @param catchUpWithin missed ticks older than this are skipped, whatever the catch-up policy says; null for no bound
 * @param paused whether it is paused when it is declared for the first time; afterwards pause and resume decide
 * @param starts no tick is expected before, in the schedule's zone; an interval is counted from here; null for no bound
 * @param ends no tick is expected from here on, in the schedule's zone; null for no bound
 * @param deadline how long an attempt of its jobs may run, be it shorter or longer than the handler's policy says; null: as
 *     the policy says
 * @param expiresAfter its jobs are not started any more this long after their tick has fired; null for ever
 * @param concurrency a limit that its jobs share with all jobs of the same key; null for none
 * @param rate a limit that its jobs share with all jobs of the same key; null for none
 */
public record ScheduleOptions(Duration window, @Nullable Duration catchUpWithin, boolean paused,
        @Nullable LocalDateTime starts, @Nullable LocalDateTime ends, @Nullable Duration deadline,
        @Nullable Duration expiresAfter, @Nullable Concurrency concurrency, @Nullable Rate rate) {
    /** Ticks always count, and jobs are started at once and without limits. */
    public static final ScheduleOptions NONE = new ScheduleOptions(Duration.ZERO, null, false, null, null, null, null,
            null, null);

    /** The same, its jobs spread over this window. */
    public ScheduleOptions spreadOver(Duration value) {
        return new ScheduleOptions(value, catchUpWithin, paused, starts, ends, deadline, expiresAfter, concurrency,
                rate);
    }

    /** The same, with older missed ticks skipped. */
    public ScheduleOptions catchingUpWithin(Duration value) {
        return new ScheduleOptions(window, value, paused, starts, ends, deadline, expiresAfter, concurrency, rate);
    }

    /** The same, paused when it is new. */
    public ScheduleOptions pausedAtFirst() {
        return new ScheduleOptions(window, catchUpWithin, true, starts, ends, deadline, expiresAfter, concurrency,
                rate);
    }

    /** The same, with ticks from the first of these on and before the second; null for no bound. */
    public ScheduleOptions between(@Nullable LocalDateTime from, @Nullable LocalDateTime until) {
        return new ScheduleOptions(window, catchUpWithin, paused, from, until, deadline, expiresAfter, concurrency,
                rate);
    }

    /** The same, with attempts that are cancelled when they run for longer than this. */
    public ScheduleOptions withDeadline(Duration value) {
        return new ScheduleOptions(window, catchUpWithin, paused, starts, ends, value, expiresAfter, concurrency,
                rate);
    }

    /** The same, with jobs that are not started any more after this long. */
    public ScheduleOptions expiringAfter(Duration value) {
        return new ScheduleOptions(window, catchUpWithin, paused, starts, ends, deadline, value, concurrency, rate);
    }

    /** The same, with at most so many jobs of this key at once. */
    public ScheduleOptions atMost(int most, String key) {
        return new ScheduleOptions(window, catchUpWithin, paused, starts, ends, deadline, expiresAfter,
                new Concurrency(key, most), rate);
    }

    /** The same, with at most so many jobs of this key started in a time. */
    public ScheduleOptions atMost(int most, Duration per, String key) {
        return new ScheduleOptions(window, catchUpWithin, paused, starts, ends, deadline, expiresAfter, concurrency,
                new Rate(key, most, per));
    }
}
