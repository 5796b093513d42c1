package dev.winnow.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets running jobs finish when the worker stops, and hands the rest back before the process ends: what has not started
 * at once, what does not finish in time then. Handed back means that such a job may run twice in part: its handler was
 * interrupted, not undone.
 */
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);
    private static final Duration FOR_THE_RECORD = Duration.ofSeconds(5);

    private final HeldJobs held;
    private final Backlog backlog;
    private final OutcomeWriter outcomes;
    private final RunningMarks marks;
    private final Duration grace;

    Drain(HeldJobs held, Backlog backlog, OutcomeWriter outcomes, RunningMarks marks, Duration grace) {
        this.held = held;
        this.backlog = backlog;
        this.outcomes = outcomes;
        this.marks = marks;
        this.grace = grace;
    }

    /** Returns when no job is held any more, or Redis or MySQL does not take what came of the last ones. */
    void run() throws InterruptedException {
        handBack(backlog.close());
        int count = held.running();
        if (count > 0) {
            LOG.info("{} jobs still run: waiting up to {} s for them.", count, grace.toSeconds());
        }
        if (held.awaitNone(grace)) {
            return;
        }
        marks.close();
        held.all().forEach(job -> job.stop(StopReason.DRAIN));
        if (held.awaitNone(AFTER_INTERRUPT)) {
            return;
        }
        List<HeldJob> deaf = handBack(List.copyOf(held.all()));
        deaf.forEach(job -> LOG.warn("{} does not heed its interruption; it ends with this process.", job));
        if (!held.awaitNone(FOR_THE_RECORD)) {
            LOG.error(
                    "{} jobs could not be told to Redis or MySQL: they run again after this worker's lease has ended, "
                            + "unless their outcome is on record.",
                    held.count());
        }
    }

    private List<HeldJob> handBack(List<HeldJob> jobs) {
        List<HeldJob> mine = new ArrayList<>(jobs);
        mine.removeIf(job -> !job.settle());
        outcomes.handBack(mine);
        return mine;
    }
}
