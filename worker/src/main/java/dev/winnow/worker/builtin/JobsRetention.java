package dev.winnow.worker.builtin;

import dev.winnow.daemon.settings.JobRetentionSettings;
import dev.winnow.db.job.JobRetention;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobPolicy;
import dev.winnow.plugin.spi.JobResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Removes finished jobs that are old enough, and what is left of jobs that are gone. What it does not get done in time is the next one's. */
final class JobsRetention implements JobHandler {
    private static final Duration DEADLINE = Duration.ofMinutes(30);
    /** Stops this long before its deadline, so that it ends well. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final JobRetention retention;
    private final JobRetentionSettings settings;
    private final InstantSource clock;

    JobsRetention(JobRetention retention, JobRetentionSettings settings, InstantSource clock) {
        this.retention = retention;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return Types.JOBS_RETENTION;
    }

    @Override
    public JobPolicy policy() {
        return JobPolicy.USUAL.withDeadline(DEADLINE);
    }

    @Override
    public JobResult run(JobContext context) {
        Instant until = context.deadline().minus(MARGIN);
        JobRetention.Removed removed = retention.remove(settings.keepSucceeded(), settings.keepFailed(),
                () -> !context.isCancelled() && clock.instant().isBefore(until));
        context.checkCancelled();
        context.log("Removed " + removed.succeeded() + " jobs that succeeded more than "
                + settings.keepSucceeded().toDays() + " days ago, " + removed.failed()
                + " that ended otherwise more than "
                + settings.keepFailed().toDays() + " days ago, " + removed.keys() + " expired keys, and "
                + removed.orphans() + " rows of jobs that are gone."
                + (removed.complete() ? "" : " There was no time for all: the next job of this kind goes on."));
        return JobResult.of("succeeded", removed.succeeded()).with("failed", removed.failed())
                .with("keys", removed.keys()).with("orphans", removed.orphans()).with("complete", removed.complete());
    }
}
