package dev.winnow.scheduler.schedule;

import dev.winnow.daemon.schedule.ScheduleTimes;
import dev.winnow.db.schedule.Ruling;
import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition.CatchUp;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides what becomes of each expected tick of a schedule. Pure but for the jobs' delays and correlation.
 *
 * <p>A tick is missed when it is older than a minute, or when a later one is due, too: then nobody was there to fire it,
 * and the catch-up policy speaks. Every tick is in exactly one record; missed ticks in a row that fare alike are one
 * record when they are many.
 */
final class TickPlanner {
    /** How many ticks are gone through at a time, which takes some milliseconds. */
    static final int MOST = 10_000;
    /** How many missed ticks fire at most. */
    static final int MOST_FIRED = 1000;
    /** Why a tick of a paused schedule is skipped. */
    static final String PAUSED = "the schedule was paused";

    private final TickJobs jobs;

    TickPlanner(TickJobs jobs) {
        this.jobs = jobs;
    }

    /**
     * What becomes of what is due.
     *
     * @throws IllegalArgumentException if the schedule's times are wrong
     */
    TickPlan plan(ScheduleRow row, Instant now) {
        ScheduleTimes times = ScheduleTimes.of(row.definition());
        Instant first = row.nextTickAt() == null
                ? times.first(row.expectedFrom(), row.lastTickAt())
                : row.nextTickAt();
        Overlaps overlaps = new Overlaps(row, jobs);
        DecisionList decisions = new DecisionList();
        Instant fireFrom = row.definition().catchUp() == CatchUp.FIRE_ALL
                ? times.last(MOST_FIRED, first, now)
                : first;
        Instant tick = first;
        int gone = 0;
        while (isDue(times, tick, now) && gone < MOST && overlaps.fired() < MOST_FIRED) {
            Instant after = times.after(tick);
            Lateness lateness = new Lateness(tick, now, !isDue(times, after, now), tick.equals(first));
            Fate fate = row.paused()
                    ? new Fate.Passed("skipped", PAUSED)
                    : fate(row.definition(), lateness, fireFrom);
            decisions.add(tick, overlaps.decide(fate, lateness));
            tick = after;
            gone++;
        }
        return new TickPlan(new Ruling(row, decisions.toList(), tick, overlaps.cancelled()), isDue(times, tick, now));
    }

    private static boolean isDue(ScheduleTimes times, Instant tick, Instant now) {
        return !tick.isAfter(now) && !times.isOver(tick);
    }

    private static Fate fate(ScheduleDefinition schedule, Lateness lateness, Instant fireFrom) {
        if (lateness.isOnTime() && lateness.isFirst()) {
            return new Fate.Fires("fired", "on time");
        }
        Duration within = schedule.options().catchUpWithin();
        if (!lateness.isOnTime() && within != null && lateness.isOlderThan(within)) {
            return new Fate.Passed("skipped", lateness.missed() + " and older than catch-up-within");
        }
        return switch (schedule.catchUp()) {
            case SKIP -> lateness.isOnTime()
                    ? new Fate.Fires("fired", "on time")
                    : new Fate.Passed("skipped", lateness.missed() + "; catch-up is skip");
            case FIRE_ONCE -> lateness.isLast()
                    ? new Fate.Fires("caught-up", "stands for what was missed while no scheduler ran")
                    : new Fate.Passed("coalesced", lateness.missed() + ", which stands for it");
            case FIRE_ALL -> fireAll(lateness, fireFrom);
        };
    }

    private static Fate fireAll(Lateness lateness, Instant fireFrom) {
        if (lateness.tick().isBefore(fireFrom)) {
            return new Fate.Passed("skipped", lateness.missed() + "; more than " + MOST_FIRED
                    + " were missed, and the latest of them fire");
        }
        return lateness.isOnTime()
                ? new Fate.Fires("fired", "on time")
                : new Fate.Fires("caught-up", lateness.missed() + "; catch-up is fire-all");
    }
}
