package dev.winnow.daemon.schedule;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The ticks to come. */
public final class NextTicks {
    private NextTicks() {
    }

    /**
     * The next ticks of a schedule on record, fewer if it ends before. While it is paused, these are recorded as skipped.
     *
     * @throws IllegalArgumentException if its times are wrong
     */
    public static List<Instant> of(ScheduleRow row, Instant now, int most) {
        ScheduleTimes times = ScheduleTimes.of(row.definition());
        Instant next = row.nextTickAt();
        Instant from = next == null ? times.first(row.expectedFrom(), row.lastTickAt()) : next;
        Instant first = from.isAfter(now) ? from : times.after(times.last(1, from, now));
        return from(times, first, most);
    }

    /**
     * The first ticks that a schedule would have if it were declared at this instant.
     *
     * @throws IllegalArgumentException if its times are wrong
     */
    public static List<Instant> of(ScheduleDefinition definition, Instant from, int most) {
        ScheduleTimes times = ScheduleTimes.of(definition);
        return from(times, times.first(from, null), most);
    }

    private static List<Instant> from(ScheduleTimes times, Instant first, int most) {
        return Stream.iterate(first, times::after).takeWhile(tick -> !times.isOver(tick)).limit(most).toList();
    }
}
