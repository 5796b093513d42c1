package dev.winnow.worker;

import dev.winnow.db.job.JobOutcomes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the ledger say of jobs that have been running for a moment that they do, many at once; most are done by then. */
final class RunningMarks {
    private static final Logger LOG = LoggerFactory.getLogger(RunningMarks.class);
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    private final HeldJobs held;
    private final JobOutcomes ledger;
    private final Identity identity;
    private final InstantSource clock;
    /** Guarded by this object, as is all of it. */
    private List<HeldJob> again = List.of();
    private boolean closed;

    RunningMarks(HeldJobs held, JobOutcomes ledger, Identity identity, InstantSource clock) {
        this.held = held;
        this.ledger = ledger;
        this.identity = identity;
        this.clock = clock;
    }

    synchronized void mark() {
        if (closed) {
            return;
        }
        List<HeldJob> due = new ArrayList<>(again);
        for (HeldJob job : held.all()) {
            HeldJob.Run run = job.run();
            if (run != null && !job.isKnown() && !job.isSettled() && run.time().compareTo(A_MOMENT) > 0) {
                // Before the statement: whoever gives it back from now on has to tell the ledger, too.
                job.setKnown();
                due.add(job);
            }
        }
        due.removeIf(HeldJob::isSettled);
        again = List.of();
        if (due.isEmpty()) {
            return;
        }
        try {
            ledger.markRunning(due.stream().map(job -> identity.attempt(job, clock.instant())).toList());
        } catch (RuntimeException e) {
            LOG.debug("The ledger could not be told yet that {} jobs run", due.size(), e);
            again = due;
        }
    }

    /** No mark is written any more when this returns: it could come after the word that a job went back. */
    synchronized void close() {
        closed = true;
    }
}
