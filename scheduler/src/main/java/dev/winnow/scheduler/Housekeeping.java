package dev.winnow.scheduler;

import dev.winnow.db.job.JobReleases;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes off the record the rows of processes that died a day ago, of rates that nothing counts any more, and of ticks
 * that were decided more than a year ago.
 */
final class Housekeeping implements LeaderWork {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private static final Duration TICKS_KEPT = Duration.ofDays(400);

    private final ProcessTable processes;
    private final JobReleases releases;
    private final ScheduleStore schedules;

    Housekeeping(ProcessTable processes, JobReleases releases, ScheduleStore schedules) {
        this.processes = processes;
        this.releases = releases;
        this.schedules = schedules;
    }

    @Override
    public String name() {
        return "clearing old records";
    }

    @Override
    public Duration round(Term term) {
        int removed = term.write(processes::removeDead);
        int rates = term.write(releases::clearRates);
        int ticks = term.write(() -> schedules.removeTicksBefore(TICKS_KEPT));
        LOG.debug("{} rows of dead processes, {} of rates and {} of ticks were removed.", removed, rates, ticks);
        return ticks == 0 ? PAUSE : Duration.ZERO;
    }
}
