package dev.winnow.web.service.explain;

import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobStanding;
import dev.winnow.web.service.explain.Cause.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the ledger says keeps a job: another job, a time, a limit, a handler that nobody has. */
final class LedgerCauses {
    private LedgerCauses() {
    }

    static List<Cause> of(Evidence evidence) {
        List<Cause> causes = new ArrayList<>();
        Stream.of(wait(evidence), expiry(evidence), retry(evidence), delay(evidence)).flatMap(Optional::stream)
                .forEach(causes::add);
        evidence.standing().map(JobStanding::limits).orElse(List.of()).stream().filter(JobStanding.Limit::reached)
                .map(limit -> Cause.of(Kind.LIMIT_REACHED, limit(limit))).forEach(causes::add);
        return causes;
    }

    static String limit(JobStanding.Limit limit) {
        return limit.kind().equals("rate")
                ? "No more than " + limit.most() + " jobs with the key '" + limit.key()
                        + "' start in the span of its rate limit, and " + limit.used() + " did"
                        + (limit.reached() ? ": it waits until the first of them is longer ago." : ".")
                : "No more than " + limit.most() + " jobs with the key '" + limit.key() + "' run at once, and "
                        + limit.used() + " count" + (limit.reached() ? ": it waits until one of them ends." : ".");
    }

    private static Optional<Cause> wait(Evidence evidence) {
        return evidence.standing().flatMap(JobStanding::waitsFor).map(wait -> switch (wait.kind()) {
            case "job" -> Cause.of(Kind.WAITS_FOR_JOB, "It follows job " + wait.onId() + " and starts when that has"
                    + " succeeded" + evidence.follows().map(LedgerCauses::named).orElse("."));
            case "batch" -> Cause.of(Kind.WAITS_FOR_BATCH, "It starts when all jobs of batch " + wait.onId()
                    + " are finished" + evidence.standing().flatMap(JobStanding::batch).map(
                            batch -> ": " + batch.finished() + " of " + batch.total() + " are.")
                            .orElse("."));
            default -> parked(evidence, wait);
        });
    }

    private static Cause parked(Evidence evidence, JobStanding.Wait wait) {
        JobRow row = evidence.row();
        String since = "It is parked since " + Moments.at(wait.since(), evidence.now());
        if (evidence.workers().stream().anyMatch(WorkerFit::able)) {
            return Cause.of(Kind.NO_HANDLER, since + " (" + wait.reason() + "). Now a live worker has a handler for "
                    + row.type() + ": the leading scheduler lets it go within moments.");
        }
        return new Cause(Kind.NO_HANDLER, since + ": no live worker of " + row.priority().code()
                + " has a handler for " + row.type() + " (" + wait.reason() + ").",
                "See which plugin brings " + row.type()
                        + " and whether it is broken or withdrawn: 'winnow plugins list'"
                        + " and 'winnow plugins warnings'. The job goes on by itself when a worker with it starts; if"
                        + " nobody wants it any more, cancel it.");
    }

    private static String named(JobRow row) {
        return ": that one (" + row.type() + ") is " + row.state().code() + ".";
    }

    private static Optional<Cause> expiry(Evidence evidence) {
        return evidence.standing().map(JobStanding::expiresAt).filter(at -> !at.isAfter(evidence.now()))
                .map(at -> Cause.of(Kind.EXPIRED, "It was to start before " + Moments.at(at, evidence.now())
                        + ": it ends as expired when its turn comes."));
    }

    private static Optional<Cause> retry(Evidence evidence) {
        JobRow row = evidence.row();
        return switch (row.state()) {
            case RETRYING -> Optional.of(Cause.of(Kind.RETRY_DUE, "Attempt " + row.attempt() + " failed"
                    + lastError(evidence) + ". The next one " + due(row.availableAt(), evidence.now())));
            case REQUESTED, QUEUED, RUNNING, SUCCEEDED, FAILED, DEAD, CANCELLED, EXPIRED -> Optional.empty();
        };
    }

    private static String due(Instant at, Instant now) {
        return at.isAfter(now)
                ? "is due at " + Moments.at(at, now) + "."
                : "was due at " + Moments.at(at, now) + " and takes its turn.";
    }

    private static String lastError(Evidence evidence) {
        return evidence.detail().attempts().reversed().stream()
                .map(attempt -> Optional.ofNullable(attempt.errorMessage())).flatMap(Optional::stream).findFirst()
                .map(message -> ": " + (message.length() <= 200 ? message : message.substring(0, 200) + "..."))
                .orElse("");
    }

    private static Optional<Cause> delay(Evidence evidence) {
        JobRow row = evidence.row();
        return switch (row.state()) {
            case REQUESTED, QUEUED -> row.availableAt().isAfter(evidence.now())
                    ? Optional.of(Cause.of(Kind.DELAYED, "It is not to start before "
                            + Moments.at(row.availableAt(), evidence.now()) + "."))
                    : Optional.empty();
            case RUNNING, RETRYING, SUCCEEDED, FAILED, DEAD, CANCELLED, EXPIRED -> Optional.empty();
        };
    }
}
