package dev.winnow.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * How late a tick is.
 *
 * @param isLast whether no later one is due
 * @param isFirst whether no earlier one is due
 */
record Lateness(Instant tick, Instant now, boolean isLast, boolean isFirst) {
    /** How late a tick may be and still count as on time; a change of leaders takes less. */
    static final Duration ON_TIME = Duration.ofMinutes(1);

    boolean isOnTime() {
        return isLast && !isOlderThan(ON_TIME);
    }

    boolean isOlderThan(Duration age) {
        return tick.plus(age).isBefore(now);
    }

    String missed() {
        return isLast ? "missed while no scheduler ran" : "missed: when a scheduler looked, a later tick was due";
    }
}
