package dev.winnow.worker;

import dev.winnow.daemon.tracing.Correlation;
import dev.winnow.daemon.tracing.PartKind;
import dev.winnow.daemon.tracing.Step;
import dev.winnow.daemon.tracing.Tracing;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.RetryLaterException;
import dev.winnow.queue.JobEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs one job in the calling thread:
 *
 * <ol>
 * <li>not at all, if it was asked to stop meanwhile or is too late
 * <li>calls its handler, until the deadline
 * <li>hands on what came of it
 * </ol>
 *
 * <p>
 * However that goes, the job ends: one that nobody ended would be held, its lease renewed, as long as the worker lives.
 */
final class Processor {
    /** The job's id, in the log's context. */
    static final String JOB = "job";

    private static final Logger LOG = LoggerFactory.getLogger(Processor.class);

    private final JobServices services;
    private final NotesKeeper notes;
    private final OutcomeWriter outcomes;
    private final JobMeters meters;
    private final Tracing tracing;

    Processor(JobServices services, NotesKeeper notes, OutcomeWriter outcomes, JobMeters meters, Tracing tracing) {
        this.services = services;
        this.notes = notes;
        this.outcomes = outcomes;
        this.meters = meters;
        this.tracing = tracing;
    }

    void process(HeldJob job) {
        try {
            begin(job);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable defect) {
            end(job, defective(job, defect));
        }
    }

    private void begin(HeldJob job) {
        JobType type = Objects.requireNonNull(job.type(), "it was admitted without a handler");
        Instant now = services.clock().instant();
        StopReason asked = job.stopReason();
        Instant expiresAt = job.envelope().payload().expiresAt();
        if (asked != null) {
            end(job, new JobEnd.Stopped(asked));
        } else if (expiresAt != null && now.isAfter(expiresAt)) {
            end(job, new JobEnd.Expired());
        } else {
            run(job, type, now);
        }
    }

    private void run(HeldJob job, JobType type, Instant now) {
        Duration deadline = Objects.requireNonNullElse(job.envelope().payload().deadline(), type.policy().deadline());
        meters.started(job, now);
        JobInput input = job.input();
        String correlation = input == null ? "" : input.correlationId();
        MDC.put(Correlation.KEY, correlation);
        LOG.debug("{} starts.", job);
        MDC.put(JOB, Long.toString(job.lease().jobId()));
        job.enter(now, deadline);
        JobEnd end;
        try {
            end = traced(job, type, correlation);
        } finally {
            // The handler may have left something there, too.
            MDC.clear();
            notes.ended(job);
        }
        try (Correlation scope = Correlation.enter(correlation)) {
            LOG.debug("{} is done: {}.", job, end.word());
            end(job, end);
        }
    }

    private JobEnd traced(HeldJob job, JobType type, String correlation) {
        if (!tracing.isOn()) {
            return call(job, type);
        }
        JobEnvelope envelope = job.envelope();
        try (Step step = tracing.part("run " + envelope.type(), PartKind.RECEIVES, correlation)) {
            step.with("winnow.job.id", Long.toString(envelope.jobId())).with("winnow.job.type", envelope.type())
                    .with("winnow.job.priority", envelope.priority().code())
                    .with("winnow.job.attempt", Integer.toString(envelope.attempt()));
            JobEnd end = call(job, type);
            step.with("winnow.job.outcome", end.word());
            if (end instanceof JobEnd.Failed(var failure)) {
                step.failed(failure.getClass().getName());
            }
            return end;
        }
    }

    private JobEnd call(HeldJob job, JobType type) {
        WorkerJobContext context = new WorkerJobContext(job, type.handler().context(), services, notes);
        try {
            JobResult result = type.handler().extension().run(context);
            return new JobEnd.Succeeded(Objects.requireNonNullElse(result, JobResult.NONE));
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable failure) {
            // Whatever a plugin throws, linkage errors and stack overflows included, is this job's failure alone.
            StopReason reason = job.stopReason();
            if (failure instanceof InterruptedException && reason == null) {
                LOG.warn("{} was interrupted by something other than the worker.", job);
            }
            return reason == null ? failed(job, failure) : new JobEnd.Stopped(reason);
        } finally {
            job.leave();
        }
    }

    private static JobEnd failed(HeldJob job, Throwable failure) {
        if (failure instanceof RetryLaterException later && later.after().compareTo(JobOptions.LONGEST) > 0) {
            LOG.warn("{} asks to be tried again after {}: that is cut to {} days, the longest wait there is.", job,
                    later.after(), JobOptions.LONGEST.toDays());
        }
        return new JobEnd.Failed(failure);
    }

    private void end(HeldJob job, JobEnd end) {
        if (!job.settle()) {
            return;
        }
        try {
            meters.ended(job, end);
            outcomes.write(job, end);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable defect) {
            outcomes.write(job, defective(job, defect));
        }
    }

    /** Also what a handler threw may be to blame: it may throw in turn when it is asked. */
    private static JobEnd defective(HeldJob job, Throwable defect) {
        LOG.error("{} ended in a defect of the worker or of its handler's exception ({}): it failed with that, and the "
                + "ledger has the stack trace.", job, Failures.brief(defect));
        return new JobEnd.Failed(defect);
    }
}
