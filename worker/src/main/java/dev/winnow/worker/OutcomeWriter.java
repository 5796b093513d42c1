package dev.winnow.worker;

import dev.winnow.db.job.JobOutcomes;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.Outcome;
import dev.winnow.db.job.OutcomeJournal;
import dev.winnow.plugin.spi.JobPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what came of a job: first into the ledger, which is the record, then, once that is committed, to the queue. A
 * process that dies in between leaves a lease that ends; the job is handed out again, found finished, and dropped.
 */
final class OutcomeWriter {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeWriter.class);

    private final OutcomeJournal journal;
    private final JobQueries queries;
    private final UnwrittenOutcomes unwritten;
    private final QueueReports reports;
    private final HeldJobs held;
    private final Backoff backoff;
    private final Identity identity;
    private final InstantSource clock;

    OutcomeWriter(OutcomeJournal journal, JobQueries queries, UnwrittenOutcomes unwritten, QueueReports reports,
            HeldJobs held,
            Backoff backoff, Identity identity, InstantSource clock) {
        this.journal = journal;
        this.queries = queries;
        this.unwritten = unwritten;
        this.reports = reports;
        this.held = held;
        this.backoff = backoff;
        this.identity = identity;
        this.clock = clock;
    }

    /** Writes the end of a job that the caller has settled. */
    void write(HeldJob job, JobEnd end) {
        Instant now = clock.instant();
        if (job.stopReason() == StopReason.LEASE_LOST) {
            LOG.warn("{} has lost its lease and ended here: nothing is written of it, another attempt runs or will.",
                    job);
            held.remove(job);
            return;
        }
        switch (end) {
            case JobEnd.Succeeded(var result) ->
                record(job, new Outcome.Succeeded(identity.attempt(job, now), now, result));
            case JobEnd.Failed(var failure) -> failed(job, failure, now);
            case JobEnd.Stopped(var reason) -> stopped(job, reason, now, "");
            case JobEnd.Abandoned(var reason, var stack) -> stopped(job, reason, now, " It did not heed that: its "
                    + "thread was left to itself and may still be at work.");
            case JobEnd.Expired() -> record(job, new Outcome.Expired(identity.attempt(job, now), now));
            case JobEnd.Parked(var reason) ->
                record(job, new Outcome.Parked(identity.attempt(job, now), now, reason));
        }
    }

    /** Gives back jobs that the caller has settled, and of which the handler has done nothing or was interrupted. */
    void handBack(List<HeldJob> jobs) {
        Instant now = clock.instant();
        jobs.stream().filter(HeldJob::isKnown)
                .forEach(job -> record(job, new Outcome.HandedBack(identity.attempt(job, now), now)));
        reports.returned(jobs.stream().filter(job -> !job.isKnown()).toList());
    }

    private void failed(HeldJob job, Throwable failure, Instant now) {
        JobType type = job.type();
        JobPolicy policy = type == null ? JobPolicy.USUAL : type.policy();
        Optional<Duration> delay = backoff.afterFailure(policy, job.envelope().failures() + 1, failure);
        JobOutcomes.Failure record = Failures.of(failure);
        if (delay.isEmpty()) {
            LOG.warn("{} failed ({}): there is no further attempt.", job, Failures.brief(failure));
            record(job, new Outcome.Failed(identity.attempt(job, now), now, record));
        } else {
            LOG.debug("{} failed ({}): next attempt in {}.", job, Failures.brief(failure), delay.get());
            record(job, new Outcome.Retrying(identity.attempt(job, now), now, record, delay.get()), isLimited(job));
        }
    }

    private void stopped(HeldJob job, StopReason reason, Instant now, String more) {
        switch (reason) {
            case LEASE_LOST -> held.remove(job);
            case DRAIN -> handBack(List.of(job));
            case DEADLINE -> record(job, new Outcome.Cancelled(identity.attempt(job, now), now,
                    "It was still running at its deadline" + longest(job.run()) + "." + more));
            case CANCELLED -> record(job, new Outcome.Cancelled(identity.attempt(job, now), now,
                    (job.run() == null
                            ? "It was called off before it started."
                            : "It was called off while it ran.") + more));
        }
    }

    private static String longest(HeldJob.@Nullable Run run) {
        return run == null ? "" : ", " + Failures.words(run.longest()) + " after it began";
    }

    /** Where that cannot be read it counts as limited: nothing runs beyond its limits, the reconciler finds the rest. */
    private boolean isLimited(HeldJob job) {
        if (!job.envelope().payload().followed()) {
            return false;
        }
        try {
            return !queries.standing(job.lease().jobId()).limits().isEmpty();
        } catch (RuntimeException e) {
            LOG.debug("The limits of {} cannot be read", job, e);
            return true;
        }
    }

    private void record(HeldJob job, Outcome outcome) {
        record(job, outcome, false);
    }

    private void record(HeldJob job, Outcome outcome, boolean limited) {
        unwritten.submitted();
        journal.submit(outcome).whenComplete((accepted, failure) -> {
            if (failure != null) {
                unwritten.keep(job, failure, () -> record(job, outcome, limited));
            } else {
                unwritten.written();
                recorded(job, outcome, accepted, limited);
            }
        });
    }

    private void recorded(HeldJob job, Outcome outcome, boolean accepted, boolean limited) {
        if (!accepted) {
            LOG.warn("The ledger refuses the outcome of {}: it is finished or was called off, or another attempt has "
                    + "begun.", job);
            // The lease is another's by now, or the job is finished: this lets go of it at most.
            reports.finished(job);
            return;
        }
        switch (outcome) {
            case Outcome.Retrying retrying when !limited -> reports.later(job, retrying.delay(), true);
            case Outcome.HandedBack handedBack -> reports.returned(List.of(job));
            // The dispatcher's to push again, when it is due and within its limits, as a parked one is.
            case Outcome.Retrying retrying -> reports.finished(job);
            case Outcome.Parked parked -> reports.finished(job);
            case Outcome.Succeeded succeeded -> reports.finished(job);
            case Outcome.Failed failed -> reports.finished(job);
            case Outcome.Cancelled cancelled -> reports.finished(job);
            case Outcome.Expired expired -> reports.finished(job);
        }
    }
}
