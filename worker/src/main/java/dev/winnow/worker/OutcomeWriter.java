package dev.winnow.worker;

import dev.winnow.db.job.JobOutcomes;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Lease;
import dev.winnow.queue.Release;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what came of a job: first into the ledger, which is the record, then into the queue. A process that dies in
 * between leaves a lease that ends; the job is handed out again, found finished, and dropped.
 */
final class OutcomeWriter {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeWriter.class);

    private final JobOutcomes outcomes;
    private final JobQueue queue;
    private final RetryPolicy retries;
    private final Persistence persistence;

    OutcomeWriter(JobOutcomes outcomes, JobQueue queue, RetryPolicy retries, Persistence persistence) {
        this.outcomes = outcomes;
        this.queue = queue;
        this.retries = retries;
        this.persistence = persistence;
    }

    /** Writes the end of a job that the caller has settled. */
    void write(RunningJob job, JobEnd end) {
        switch (end) {
            case JobEnd.Succeeded(var result) -> conclude(job, "succeeded",
                    lease -> outcomes.succeed(lease.jobId(), lease.attempt(), lease.owner(), result));
            case JobEnd.Failed(var failure) -> failed(job, failure);
            case JobEnd.Stopped(var reason) -> stopped(job, reason);
        }
    }

    private void failed(RunningJob job, Throwable failure) {
        JobEnvelope envelope = job.envelope();
        int failures = Math.max(1, envelope.attempt() - envelope.crashes());
        Optional<Duration> delay = retries.afterFailure(failures, failure);
        LOG.warn("{} failed ({}): {}.", job, failure, delay.map(time -> "next attempt in " + time.toSeconds() + " s")
                .orElse("there is no further attempt"));
        JobOutcomes.Failure record = new JobOutcomes.Failure(failure.getClass().getName(),
                Optional.ofNullable(failure.getMessage()).orElse("(no message)"), stackOf(failure));
        if (delay.isEmpty()) {
            conclude(job, "failed",
                    lease -> outcomes.fail(lease.jobId(), lease.attempt(), lease.owner(), record, null));
            return;
        }
        if (recorded(job, lease -> outcomes.fail(lease.jobId(), lease.attempt(), lease.owner(), record,
                delay.get()))) {
            tell(job, () -> queue.release(List.of(new Release(job.lease(), delay.get(), true))).isEmpty());
        } else {
            tell(job, () -> queue.acknowledge(List.of(job.lease())).isEmpty());
        }
    }

    private void stopped(RunningJob job, StopReason reason) {
        switch (reason) {
            case LEASE_LOST -> LOG.warn("{} has lost its lease and stopped here: another attempt runs or will.", job);
            case DRAIN -> handBack(job);
            case DEADLINE -> conclude(job, "cancelled",
                    lease -> outcomes.cancelled(lease.jobId(), lease.attempt(), lease.owner(),
                            "It was still running at its deadline, " + Processor.DEADLINE.toMinutes()
                                    + " minutes after it began."));
            case CANCELLED -> conclude(job, "cancelled", lease -> outcomes.cancelled(lease.jobId(), lease.attempt(),
                    lease.owner(), "It was called off while it ran."));
        }
    }

    private void handBack(RunningJob job) {
        LOG.info("{} goes back to the queue, since this worker stops.", job);
        if (recorded(job, lease -> outcomes.handBack(lease.jobId(), lease.attempt(), lease.owner()))) {
            tell(job, () -> {
                queue.handBack(List.of(job.lease()));
                return true;
            });
        }
    }

    private void conclude(RunningJob job, String word, Write write) {
        if (recorded(job, write)) {
            LOG.debug("{} {}.", job, word);
        }
        // Refused by the ledger, the lease is another's or the job is finished: then this lets go of it at most.
        tell(job, () -> queue.acknowledge(List.of(job.lease())).isEmpty());
    }

    private boolean recorded(RunningJob job, Write write) {
        boolean mine = persistence.inLedger(job, () -> write.apply(job.lease()));
        if (!mine && job.stopReason() != StopReason.LEASE_LOST) {
            LOG.warn("The ledger refuses the outcome of {}: it is finished, or another attempt has begun.", job);
        }
        return mine;
    }

    private void tell(RunningJob job, Supplier<Boolean> write) {
        if (!persistence.inQueue(job, write)) {
            LOG.info("{} is no longer this worker's in the queue: its lease had ended.", job);
        }
    }

    private static String stackOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    /** A change in the ledger; false if it is refused. */
    @FunctionalInterface
    private interface Write {
        boolean apply(Lease lease);
    }
}
