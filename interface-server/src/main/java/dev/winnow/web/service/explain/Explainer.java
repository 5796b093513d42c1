package dev.winnow.web.service.explain;

import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobStanding;
import dev.winnow.queue.JobSighting;
import dev.winnow.web.service.explain.Cause.Kind;
import dev.winnow.web.service.explain.Explanation.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws conclusions from evidence; asks nobody. */
final class Explainer {
    private Explainer() {
    }

    static Explanation explain(Evidence evidence, List<String> unknown) {
        return new Explanation(evidence.row(), causes(evidence), facts(evidence), evidence.sighting().orElse(null),
                evidence.workers(), evidence.standing().map(JobStanding::limits).orElse(List.of()), evidence.ahead(),
                evidence.runs(), unknown);
    }

    /** What must be over before the next can matter comes first. */
    private static List<Cause> causes(Evidence evidence) {
        JobRow row = evidence.row();
        if (row.state().isFinished()) {
            return List.of(Cause.of(Kind.FINISHED, "It is over: " + row.state().code()
                    + (row.finishedAt() == null ? "." : " at " + Moments.at(row.finishedAt(), evidence.now()) + ".")));
        }
        Optional<JobSighting> held = evidence.sighting().filter(sighting -> QueueCauses.isHeld(evidence));
        if (held.isPresent()) {
            return RunningCauses.of(evidence, held.get());
        }
        List<Cause> causes = new ArrayList<>(LedgerCauses.of(evidence));
        switch (row.state()) {
            case REQUESTED -> {
                causes.addAll(QueueCauses.faults(evidence));
                QueueCauses.paused(evidence).ifPresent(causes::add);
            }
            case QUEUED, RUNNING, RETRYING -> causes.addAll(QueueCauses.ofQueued(evidence));
            case SUCCEEDED, FAILED, DEAD, CANCELLED, EXPIRED -> {
            }
        }
        WorkerCauses.of(evidence).filter(cause -> causes.stream().noneMatch(known -> known.kind() == Kind.NO_HANDLER))
                .ifPresent(causes::add);
        turn(evidence).filter(cause -> causes.isEmpty() || cause.kind() == Kind.BEHIND_OTHERS).ifPresent(causes::add);
        return causes;
    }

    private static Optional<Cause> turn(Evidence evidence) {
        return switch (evidence.row().state()) {
            case REQUESTED -> Optional.of(Cause.of(Kind.NOT_DISPATCHED,
                    "It was asked for at " + Moments.at(evidence.row().createdAt(), evidence.now())
                            + "; the leading scheduler puts it into the queue within moments."));
            case QUEUED, RETRYING -> QueueCauses.ahead(evidence).or(() -> Optional.of(Cause.of(Kind.ABOUT_TO_START,
                    "It is the next of " + evidence.row().priority().code()
                            + ", and a worker has a free slot: it starts within moments.")));
            case RUNNING -> Optional.of(Cause.of(Kind.RUNNING, "The ledger says that attempt "
                    + evidence.row().attempt() + " runs" + (evidence.row().startedAt() == null
                            ? "."
                            : " since " + Moments.at(evidence.row().startedAt(), evidence.now()) + ".")));
            case SUCCEEDED, FAILED, DEAD, CANCELLED, EXPIRED -> Optional.empty();
        };
    }

    private static List<Fact> facts(Evidence evidence) {
        List<Fact> facts = new ArrayList<>();
        evidence.lane().ifPresent(lane -> facts.add(new Fact("Queue " + lane.priority().code(),
                lane.depth() + " waiting, " + lane.running() + " running, " + lane.delayed() + " held back"
                        + (lane.paused() ? ", paused" : ""))));
        evidence.sighting().ifPresent(sighting -> {
            Long position = sighting.position();
            if (position != null) {
                facts.add(new Fact("Before it in the queue", position.toString()));
            }
        });
        if (!evidence.runs().isEmpty()) {
            facts.add(new Fact("Running of " + evidence.row().priority().code(),
                    evidence.runs().words() + (evidence.runs().whole() ? "" : " and more")));
        }
        evidence.standing().ifPresent(standing -> {
            standing.limits().stream().filter(limit -> !limit.reached())
                    .forEach(limit -> facts.add(new Fact("Limit", LedgerCauses.limit(limit))));
            standing.batch().ifPresent(batch -> facts.add(new Fact("Batch " + batch.id(),
                    batch.finished() + " of " + batch.total() + " jobs are finished")));
            if (standing.expiresAt() != null && standing.expiresAt().isAfter(evidence.now())) {
                facts.add(new Fact("Expires unless started before", Moments.at(standing.expiresAt(), evidence.now())));
            }
        });
        return facts;
    }
}
