package dev.winnow.scheduler.schedule;

import dev.winnow.db.schedule.ScheduleStore.Decision;
import java.time.Instant;
import java.util.List;

/**
 * What becomes of the due ticks of a schedule, and when the next is.
 *
 * @param decisions in the order of ticks
 * @param next the next tick, after now
 */
record TickPlan(List<Decision> decisions, Instant next) {
    TickPlan {
        decisions = List.copyOf(decisions);
    }
}
