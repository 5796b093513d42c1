package dev.winnow.worker;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets running jobs finish when the worker stops, and hands the rest back before the process ends. Handed back means
 * that such a job may run twice in part: its handler was interrupted, not undone.
 */
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

    private final RunningJobs running;
    private final OutcomeWriter outcomes;
    private final Duration grace;

    Drain(RunningJobs running, OutcomeWriter outcomes, Duration grace) {
        this.running = running;
        this.outcomes = outcomes;
        this.grace = grace;
    }

    /** Returns when no job is held any more. */
    void run() throws InterruptedException {
        int count = running.count();
        if (count > 0) {
            LOG.info("{} jobs still run: waiting up to {} s for them.", count, grace.toSeconds());
        }
        if (running.awaitNone(grace)) {
            return;
        }
        running.all().forEach(job -> job.stop(StopReason.DRAIN));
        if (running.awaitNone(AFTER_INTERRUPT)) {
            return;
        }
        for (RunningJob job : running.all()) {
            if (job.settle()) {
                LOG.warn("{} does not heed its interruption; it ends with this process.", job);
                outcomes.write(job, new JobEnd.Stopped(StopReason.DRAIN));
            }
        }
    }
}
