package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What outcomes change, decided from the locked rows, and written in a few statements for all. */
final class OutcomeChanges {
    private static final String LOST = "the worker lost its lease: a later attempt began";
    private static final String PARK = "INSERT IGNORE INTO job_wait (job_id, kind, on_id, reason, since) "
            + "VALUES (?, 'handler', NULL, ?, ?)";
    private static final int REASON_CHARACTERS = 1000;

    private final Instant now;
    private final List<RowChange> rows = new ArrayList<>();
    private final List<EndedAttempt> attempts = new ArrayList<>();
    private final List<@Nullable Object[]> parked = new ArrayList<>();
    private final List<Long> noLongerCalledOff = new ArrayList<>();

    OutcomeChanges(Instant now) {
        this.now = now;
    }

    /** False where the job does not take this outcome. */
    boolean add(LockedJob job, Outcome outcome) {
        Attempt attempt = outcome.attempt();
        JobState target = target(outcome);
        if (!job.accepts(attempt) || !JobTransitions.allowed(job.state(), target) && job.state() != target) {
            // Written before, when the answer got lost: said again, it is what stands there.
            return job.isOwn(attempt) && job.state() == target;
        }
        if (job.lostBefore(attempt)) {
            attempts.add(EndedAttempt.crashed(job, now, LOST));
        }
        RowChange change = RowChange.of(job, target, attempt);
        switch (outcome) {
            case Outcome.Succeeded(var same, var at, var result) -> rows.add(change.finished(at));
            case Outcome.Failed(var same, var at, var failure) -> {
                rows.add(change.finished(at).failed());
                end(change, attempt, at, "failed", failure);
            }
            case Outcome.Retrying(var same, var at, var failure, var delay) -> {
                rows.add(change.failed().availableAfter(delay));
                end(change, attempt, at, "failed", failure);
            }
            case Outcome.Cancelled(var same, var at, var reason) -> {
                rows.add(change.finished(at));
                end(change, attempt, at, "cancelled", new JobOutcomes.Failure("cancelled", reason, ""));
            }
            case Outcome.Expired(var same, var at) -> {
                rows.add(change.finished(at));
                end(change, attempt, at, "expired", new JobOutcomes.Failure("expired",
                        "its turn came after the time by which it was to be started", ""));
            }
            case Outcome.HandedBack(var same, var at) -> handBack(job, change, attempt, at);
            case Outcome.Parked(var same, var at, var reason) -> {
                int traits = job.traits() | JobTrait.WAITING.bit();
                rows.add(change.notBegun(latest(job, attempt)).withTraits(traits));
                parked.add(new @Nullable Object[]{job.id(), Texts.cut(reason, REASON_CHARACTERS), now});
            }
        }
        if (target.isFinished() && JobTrait.CANCELLING.in(job.traits())) {
            noLongerCalledOff.add(job.id());
        }
        return true;
    }

    void write(Database database) {
        RowChange.write(database, rows);
        EndedAttempt.write(database, attempts);
        database.batch(PARK, parked);
        if (!noLongerCalledOff.isEmpty()) {
            database.update("DELETE FROM job_cancel WHERE job_id IN ("
                    + Database.placeholders(noLongerCalledOff.size()) + ")", noLongerCalledOff.toArray());
        }
    }

    /** One that the ledger does not know to be running is as it was; no attempt is burned in either case. */
    private void handBack(LockedJob job, RowChange change, Attempt attempt, Instant at) {
        if (job.state() == JobState.RUNNING) {
            rows.add(change.notBegun(attempt.attempt()).availableAfter(Duration.ZERO));
            end(change, attempt, at, "handed-back", null);
        }
    }

    private void end(RowChange change, Attempt attempt, Instant at, String outcome,
            JobOutcomes.@Nullable Failure failure) {
        String host = change.host();
        Instant startedAt = change.startedAt();
        attempts.add(new EndedAttempt(attempt.jobId(), attempt.attempt(), attempt.owner(),
                host == null ? attempt.host() : host, startedAt == null ? attempt.startedAt() : startedAt, at, outcome,
                failure));
    }

    /** The attempt on record: this one where it was begun. */
    private static int latest(LockedJob job, Attempt attempt) {
        return job.state() == JobState.RUNNING ? attempt.attempt() : job.attempt();
    }

    private static JobState target(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded same -> JobState.SUCCEEDED;
            case Outcome.Failed same -> JobState.FAILED;
            case Outcome.Retrying same -> JobState.RETRYING;
            case Outcome.Cancelled same -> JobState.CANCELLED;
            case Outcome.Expired same -> JobState.EXPIRED;
            case Outcome.HandedBack same -> JobState.QUEUED;
            case Outcome.Parked same -> JobState.REQUESTED;
        };
    }
}
