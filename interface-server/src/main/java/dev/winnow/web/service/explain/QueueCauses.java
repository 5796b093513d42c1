package dev.winnow.web.service.explain;

import dev.winnow.db.job.JobRow;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobSighting;
import dev.winnow.queue.LaneStatus;
import dev.winnow.queue.Presence;
import dev.winnow.web.service.explain.Cause.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the queue says: not reachable, not there, held back, lane paused, others first. */
final class QueueCauses {
    /** A row that says queued for longer than this without being in the queue is no job on its way any more. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

    private QueueCauses() {
    }

    /** For a job that the ledger has handed to the queue. */
    static List<Cause> ofQueued(Evidence evidence) {
        List<Cause> causes = new ArrayList<>(faults(evidence));
        evidence.sighting().ifPresent(sighting -> {
            switch (sighting.presence()) {
                case ABSENT -> causes.add(absent(evidence));
                case DEAD -> causes.add(new Cause(Kind.DISAGREEMENT, "The ledger says "
                        + evidence.row().state().code() + ", but the queue has set it aside among the dead letters.",
                        "See 'winnow queues dead-letters' for the reason."));
                case DELAYED -> held(evidence, sighting).ifPresent(causes::add);
                case WAITING -> paused(evidence).ifPresent(causes::add);
                case RUNNING -> {
                }
            }
        });
        return causes;
    }

    /** Redis away, no leader. */
    static List<Cause> faults(Evidence evidence) {
        List<Cause> causes = new ArrayList<>();
        if (evidence.queueProblem() != null) {
            causes.add(new Cause(Kind.QUEUE_UNREACHABLE, evidence.queueProblem(),
                    "Have Redis answer again. Jobs are on record in MySQL and go on by themselves then."));
        }
        if (!evidence.isLed()) {
            causes.add(new Cause(Kind.NO_LEADER, "No scheduler leads: requests, retries, schedules and what lost its"
                    + " worker wait until one does.", "Start a scheduler, or look at the log of the one that runs."));
        }
        return causes;
    }

    static Optional<Cause> paused(Evidence evidence) {
        return evidence.lane().filter(LaneStatus::paused).map(lane -> new Cause(Kind.LANE_PAUSED,
                "Queue " + lane.priority().code() + " is paused: nothing of it is handed out.",
                "'winnow queues resume " + lane.priority().code() + "', or Resume on the page of the queues."));
    }

    /** Who comes first; empty where nobody does. */
    static Optional<Cause> ahead(Evidence evidence) {
        Long position = evidence.sighting().map(JobSighting::position).orElse(null);
        String lane = evidence.row().priority().code();
        String higher = higher(evidence);
        if (position == null) {
            return evidence.lane().filter(status -> status.depth() > 1).map(status -> Cause.of(Kind.BEHIND_OTHERS,
                    "It waits far back among the " + status.depth() + " jobs of " + lane + types(evidence) + higher));
        }
        if (position == 0 && higher.equals(".")) {
            return Optional.empty();
        }
        return Optional.of(Cause.of(Kind.BEHIND_OTHERS, position == 0
                ? "It is the next of " + lane + higher
                : position + (position == 1 ? " job is" : " jobs are") + " before it in " + lane + types(evidence)
                        + higher));
    }

    private static String types(Evidence evidence) {
        if (evidence.ahead().isEmpty()) {
            return "";
        }
        return evidence.ahead().whole()
                ? " (" + evidence.ahead().words() + ")"
                : " (of the last " + evidence.ahead().total() + ": " + evidence.ahead().words() + ")";
    }

    private static String higher(Evidence evidence) {
        Priority own = evidence.row().priority();
        String others = String.join(" and ", evidence.lanes().stream()
                .filter(lane -> lane.priority().ordinal() < own.ordinal() && lane.depth() > 0 && !lane.paused())
                .map(lane -> lane.depth() + " of " + lane.priority().code()).toList());
        return others.isEmpty() ? "." : ", and " + others + " mostly go first.";
    }

    private static Cause absent(Evidence evidence) {
        JobRow row = evidence.row();
        boolean fresh = row.queuedAt() != null
                && Duration.between(row.queuedAt(), evidence.now()).compareTo(ON_ITS_WAY) < 0;
        String says = "The ledger says " + row.state().code() + ", Redis does not hold it: ";
        return fresh
                ? Cause.of(Kind.DISAGREEMENT, says + "it is on its way into the queue, or its outcome into the ledger.")
                : new Cause(Kind.DISAGREEMENT, says + "Redis has lost it, or its worker has just finished it.",
                        "The leading scheduler's reconciler puts it back by itself. If this stays for minutes, look for"
                                + " 'reconcil' in the scheduler's log.");
    }

    private static Optional<Cause> held(Evidence evidence, JobSighting sighting) {
        return Optional.ofNullable(sighting.dueAt()).filter(due -> due.isAfter(evidence.row().availableAt()))
                .map(due -> Cause.of(Kind.DELAYED, "The queue holds it back until "
                        + Moments.at(due, evidence.now()) + "."));
    }

    /** Whether the queue has handed it to a worker. */
    static boolean isHeld(Evidence evidence) {
        return evidence.sighting().filter(sighting -> sighting.presence() == Presence.RUNNING).isPresent();
    }
}
