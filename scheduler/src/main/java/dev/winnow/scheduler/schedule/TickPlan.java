package dev.winnow.scheduler.schedule;

import dev.winnow.db.schedule.Ruling;
import java.util.List;

/**
 * What becomes of the due ticks of a schedule.
 *
 * @param cancelled the unfinished jobs that are to be called off for the one that fires
 * @param more whether ticks are left that are due, too
 */
record TickPlan(Ruling ruling, List<Long> cancelled, boolean more) {
    TickPlan {
        cancelled = List.copyOf(cancelled);
    }
}
