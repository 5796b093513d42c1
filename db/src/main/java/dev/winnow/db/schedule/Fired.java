package dev.winnow.db.schedule;

import dev.winnow.db.job.JobRow;
import java.util.List;
import java.util.Set;

/**
 * What was written.
 *
 * @param schedules those whose ticks were decided
 * @param ids the jobs', in order
 * @param toPush the jobs that are queued; the others are delayed or have limits, and the dispatcher takes them
 */
public record Fired(Set<String> schedules, List<Long> ids, List<JobRow> toPush) {
    public Fired {
        schedules = Set.copyOf(schedules);
        ids = List.copyOf(ids);
        toPush = List.copyOf(toPush);
    }
}
