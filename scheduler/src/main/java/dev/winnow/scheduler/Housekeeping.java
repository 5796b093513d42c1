package dev.winnow.scheduler;

import dev.winnow.db.job.JobReleases;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes off the record the rows of processes that died a day ago, and of rates that nothing counts any more. */
final class Housekeeping implements LeaderWork {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final ProcessTable processes;
    private final JobReleases releases;

    Housekeeping(ProcessTable processes, JobReleases releases) {
        this.processes = processes;
        this.releases = releases;
    }

    @Override
    public String name() {
        return "clearing old records";
    }

    @Override
    public Duration round(Term term) {
        int removed = term.write(processes::removeDead);
        int rates = term.write(releases::clearRates);
        LOG.debug("{} rows of dead processes and {} of rates were removed.", removed, rates);
        return PAUSE;
    }
}
