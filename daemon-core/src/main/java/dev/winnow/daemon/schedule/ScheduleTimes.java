package dev.winnow.daemon.schedule;

import dev.winnow.plugin.spi.ScheduleDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** When a schedule is expected to tick. Pure: the same question has the same answer. */
public final class ScheduleTimes {
    private final TickTimes times;
    private final @Nullable Instant starts;
    private final @Nullable Instant ends;

    private ScheduleTimes(TickTimes times, @Nullable Instant starts, @Nullable Instant ends) {
        this.times = times;
        this.starts = starts;
        this.ends = ends;
    }

    /**
     * Of a definition.
     *
     * @throws IllegalArgumentException if its times are wrong or it never ticks; the message is a sentence
     */
    public static ScheduleTimes of(ScheduleDefinition definition) {
        String cron = definition.cron();
        Duration interval = definition.interval();
        Instant starts = instant(definition, definition.options().starts());
        Instant ends = instant(definition, definition.options().ends());
        if (starts != null && ends != null && !starts.isBefore(ends)) {
            throw new IllegalArgumentException("It ends before it starts.");
        }
        if (cron != null && interval == null) {
            return new ScheduleTimes(CronTimes.of(cron, definition.zone()), starts, ends);
        }
        if (cron == null && interval != null) {
            return new ScheduleTimes(IntervalTimes.of(interval, starts), starts, ends);
        }
        throw new IllegalArgumentException("Give either a cron expression or an interval.");
    }

    /**
     * The first tick of a schedule without history.
     *
     * @param from since when it is expected to tick
     * @param decided a tick that was decided under other times; the first comes after it; null for none
     */
    public Instant first(Instant from, @Nullable Instant decided) {
        Instant first = times.first(starts != null && starts.isAfter(from) ? starts : from);
        return decided == null || first.isAfter(decided) ? first : after(last(1, first, decided));
    }

    /** The tick after this one. */
    public Instant after(Instant tick) {
        return times.after(tick);
    }

    /** Whether the schedule has ended before this tick. */
    public boolean isOver(Instant tick) {
        return ends != null && !tick.isBefore(ends);
    }

    /** Whether this instant is a tick by the rules that the zone has now; those of an interval are always. */
    public boolean isTick(Instant instant) {
        return times.isTick(instant);
    }

    /** Of the ticks from this one on until now, the first of the last so many; {@code from} where there are no more. */
    public Instant last(int most, Instant from, Instant now) {
        Instant until = isOver(now) && ends != null ? ends.minusMillis(1) : now;
        Instant begin = times.nearEnd(from, until, most);
        int count = 0;
        for (Instant tick = begin; !tick.isAfter(until); tick = times.after(tick)) {
            count++;
        }
        for (int i = count; i > most; i--) {
            begin = times.after(begin);
        }
        return begin;
    }

    private static @Nullable Instant instant(ScheduleDefinition definition, @Nullable LocalDateTime local) {
        return local == null ? null : ZonedDateTime.of(local, definition.zone()).toInstant();
    }
}
