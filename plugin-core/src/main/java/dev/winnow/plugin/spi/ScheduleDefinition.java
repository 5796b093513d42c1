package dev.winnow.plugin.spi;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recurring job. Exactly one of cron and interval is set.
 *
 * @param name unique over all sources
 * @param jobType what is enqueued
 * @param priority its lane
 * @param cron a six-field cron expression, second to day of week; null with an interval
 * @param interval from tick to tick, one second at least; the first tick is when the schedule is first seen; null with cron
 * @param zone the zone a cron expression is read in
 * @param jitter a job is delayed by a random time up to this
 * @param arguments of the jobs, as JSON has them
 * @param catchUp what becomes of ticks that passed while nothing ran
 * @param overlap what becomes of a tick while the last one's job is unfinished
 * @param options what else it says
 */
public record ScheduleDefinition(String name, String jobType, Priority priority, @Nullable String cron,
        @Nullable Duration interval, ZoneId zone, Duration jitter, Map<String, Object> arguments, CatchUp catchUp,
        Overlap overlap, ScheduleOptions options) implements Extension {
    public ScheduleDefinition {
        arguments = Map.copyOf(arguments);
    }

    /** One that says no more than this. */
    public ScheduleDefinition(String name, String jobType, Priority priority, @Nullable String cron,
            @Nullable Duration interval, ZoneId zone, Duration jitter, Map<String, Object> arguments, CatchUp catchUp,
            Overlap overlap) {
        this(name, jobType, priority, cron, interval, zone, jitter, arguments, catchUp, overlap, ScheduleOptions.NONE);
    }

    /** The same with these options instead. */
    public ScheduleDefinition with(ScheduleOptions value) {
        return new ScheduleDefinition(name, jobType, priority, cron, interval, zone, jitter, arguments, catchUp,
                overlap, value);
    }

    /** What becomes of ticks that passed while nothing ran. */
    public enum CatchUp {
        /** They are recorded as skipped. */
        SKIP,
        /** The last one fires, the others are recorded as coalesced. */
        FIRE_ONCE,
        /** Each fires, the latest 1,000 of them at most. */
        FIRE_ALL
    }

    /** What becomes of a tick while the job of an earlier one is unfinished. */
    public enum Overlap {
        /** It fires all the same. */
        ALLOW,
        /** It is recorded as skipped. */
        SKIP,
        /** Its job waits until the earlier one is finished; while one waits already, the tick is recorded as skipped. */
        QUEUE_ONE,
        /** The earlier job is cancelled, and its own starts when that one has ended. */
        CANCEL
    }
}
