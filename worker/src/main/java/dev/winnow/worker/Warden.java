package dev.winnow.worker;

import dev.winnow.daemon.exit.DaemonExit;
import dev.winnow.daemon.exit.ExitCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that jobs end which should:
 *
 * <ol>
 * <li>asks those to stop that are past their deadline
 * <li>interrupts the thread of one that was asked to stop and did not see it for itself; with that a Python handler's
 * context is closed
 * <li>leaves one to itself that does not heed either: its end is written, its slot given to another job, and where its
 * thread was stands in the log and in the job's
 * <li>gives back what waits in the backlog for too long
 * <li>ends a worker with too many such threads, so that its supervisor starts a fresh one
 * </ol>
 */
final class Warden {
    private static final Logger LOG = LoggerFactory.getLogger(Warden.class);
    private static final Duration UNTIL_ABANDONED = Duration.ofSeconds(10);
    private static final Duration BACKLOG_PATIENCE = Duration.ofSeconds(1);
    private static final int LEAST_STUCK = 2;
    private static final int SHARE_STUCK = 4;

    private final HeldJobs held;
    private final Backlog backlog;
    private final OutcomeWriter outcomes;
    private final NotesKeeper notes;
    private final JobMeters meters;
    private final DaemonExit exit;
    private final List<HeldJob> stuck = new CopyOnWriteArrayList<>();

    Warden(HeldJobs held, Backlog backlog, OutcomeWriter outcomes, NotesKeeper notes, JobMeters meters,
            DaemonExit exit) {
        this.held = held;
        this.backlog = backlog;
        this.outcomes = outcomes;
        this.notes = notes;
        this.meters = meters;
        this.exit = exit;
        meters.stuck(stuck);
    }

    /** To be called several times a second. */
    void look() {
        for (HeldJob job : held.all()) {
            HeldJob.Run run = job.run();
            if (run != null && !job.isSettled()) {
                look(job, run);
            }
        }
        List<HeldJob> overdue = backlog.takeOverdue(BACKLOG_PATIENCE);
        if (!overdue.isEmpty()) {
            overdue.removeIf(job -> !job.settle());
            outcomes.handBack(overdue);
        }
        stuck.removeIf(job -> !job.isInHandler());
        int most = Math.max(LEAST_STUCK, backlog.slots() / SHARE_STUCK);
        if (stuck.size() >= most) {
            exit.exit(ExitCode.FAILED, stuck.size() + " threads do not end although their jobs were asked to stop (the "
                    + "log says where they are): this worker drains and stops, for its supervisor to start a fresh one.");
        }
    }

    private void look(HeldJob job, HeldJob.Run run) {
        StopReason reason = job.stopReason();
        if (reason == null) {
            if (run.time().compareTo(run.longest()) > 0) {
                job.stop(StopReason.DEADLINE);
            }
            return;
        }
        Duration since = job.stoppingFor();
        if (since.compareTo(reason.courtesy()) >= 0) {
            job.interrupt();
        }
        if (since.compareTo(UNTIL_ABANDONED) >= 0 && reason != StopReason.DRAIN && job.settle()) {
            abandon(job, run, reason);
        }
    }

    private void abandon(HeldJob job, HeldJob.Run run, StopReason reason) {
        String stack = Arrays.stream(run.thread().getStackTrace()).map(frame -> "\tat " + frame)
                .collect(Collectors.joining("\n"));
        LOG.warn("{} was asked to stop {} s ago and does not heed that: its thread {} is left to itself. It is\n{}",
                job,
                UNTIL_ABANDONED.toSeconds(), run.thread().getName(), stack);
        notes.log(job, "warn", "The job was asked to stop " + UNTIL_ABANDONED.toSeconds()
                + " s ago and did not heed that: it is left to itself. Its thread is\n" + stack);
        notes.ended(job);
        JobEnd end = new JobEnd.Abandoned(reason, stack);
        meters.ended(job, end);
        outcomes.write(job, end);
        stuck.add(job);
        if (run.runner() != null) {
            backlog.abandon(run.runner());
        }
    }
}
