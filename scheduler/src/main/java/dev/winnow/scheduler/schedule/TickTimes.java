package dev.winnow.scheduler.schedule;

import dev.winnow.plugin.spi.ScheduleDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When a schedule ticks. */
sealed interface TickTimes permits CronTimes, IntervalTimes {
    /** The first tick after this instant, which for an interval is itself a tick. */
    Instant after(Instant tick);

    /** The tick that a schedule without history begins with: due now, or later. */
    Instant first(Instant firstSeen, Instant now);

    /** A tick at or after {@code from} and at or before the last {@code atLeast} ticks up to {@code now}, as late as is cheap to find. */
    Instant nearEnd(Instant from, Instant now, int atLeast);

    /**
     * Of a definition.
     *
     * @throws IllegalArgumentException if its cron expression is wrong or never fires; the message is a sentence
     */
    static TickTimes of(ScheduleDefinition definition) {
        String cron = definition.cron();
        Duration interval = definition.interval();
        if ((cron == null) == (interval == null)) {
            throw new IllegalArgumentException("Give either a cron expression or an interval.");
        }
        return cron != null ? CronTimes.of(cron, definition.zone()) : IntervalTimes.of(interval);
    }

    /** The last ticks from this one on until now, at most {@code max}, and from where ticks before them were left out. */
    default Due due(Instant from, Instant now, int max) {
        Instant begin = nearEnd(from, now, max);
        List<Instant> ticks = new ArrayList<>();
        for (Instant tick = begin; !tick.isAfter(now); tick = after(tick)) {
            ticks.add(tick);
        }
        boolean cut = begin.isAfter(from) || ticks.size() > max;
        List<Instant> last = ticks.subList(Math.max(0, ticks.size() - max), ticks.size());
        return new Due(List.copyOf(last), cut);
    }

    /**
     * Expected ticks that nothing was decided of.
     *
     * @param ticks in order
     * @param cut whether there were more before them
     */
    record Due(List<Instant> ticks, boolean cut) {
    }
}
