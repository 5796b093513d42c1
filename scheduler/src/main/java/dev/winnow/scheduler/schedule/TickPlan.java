package dev.winnow.scheduler.schedule;

import dev.winnow.db.schedule.Ruling;

/**
 * What becomes of the due ticks of a schedule.
 *
 * @param more whether ticks are left that are due, too
 */
record TickPlan(Ruling ruling, boolean more) {
}
