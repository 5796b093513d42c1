package dev.winnow.scheduler.schedule;

import dev.winnow.daemon.schedule.ScheduleTimes;
import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.scheduler.lead.Term;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Next ticks on record were computed by the zones' rules of then: a newer Java may know that a country has changed them.
 * Where the next tick is none any more, it is computed anew from the last one that was decided.
 */
record ZoneChanges(ScheduleStore schedules) {
    private static final Logger LOG = LoggerFactory.getLogger(ZoneChanges.class);

    void correct(Term term) {
        for (ScheduleRow row : schedules.all()) {
            try {
                correct(term, row);
            } catch (IllegalArgumentException e) {
                LOG.debug("The times of schedule '{}' are wrong, as firing it says.", row.definition().name(), e);
            }
        }
    }

    private void correct(Term term, ScheduleRow row) {
        Instant next = row.nextTickAt();
        ScheduleTimes times = ScheduleTimes.of(row.definition());
        if (next == null || times.isTick(next)) {
            return;
        }
        Instant corrected = times.first(row.expectedFrom(), row.lastTickAt());
        if (term.write(() -> schedules.correct(row, corrected))) {
            LOG.info(
                    "The clock of zone {} goes otherwise than was thought: the next tick of schedule '{}' is at {}, not"
                            + " at {}.",
                    row.definition().zone(), row.definition().name(), corrected, next);
        }
    }
}
