package dev.winnow.daemon.schedule;

import java.time.Instant;

/** The rhythm of a schedule, without beginning or end. */
sealed interface TickTimes permits CronTimes, IntervalTimes {
    /** The first tick after this instant, which for an interval is itself a tick. */
    Instant after(Instant tick);

    /** The first tick of a schedule that is expected to tick from this instant on. */
    Instant first(Instant from);

    /** Whether this instant is a tick by the rules of now; an interval knows no rules, so all are. */
    boolean isTick(Instant instant);

    /** A tick at or after {@code from} with at least {@code atLeast} ticks from it up to {@code now}, as late as is cheap to find. */
    Instant nearEnd(Instant from, Instant now, int atLeast);
}
