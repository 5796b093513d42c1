package dev.winnow.scheduler;

import dev.winnow.db.process.ProcessTable;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes rows of processes that died a day ago off the record. */
final class Housekeeping implements LeaderWork {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final ProcessTable processes;

    Housekeeping(ProcessTable processes) {
        this.processes = processes;
    }

    @Override
    public String name() {
        return "clearing old records";
    }

    @Override
    public Duration round(Term term) {
        int removed = term.write(processes::removeDead);
        LOG.debug("{} rows of dead processes were removed.", removed);
        return PAUSE;
    }
}
