package dev.winnow.plugin.spi;

import java.util.Optional;

/**
 * Runs the jobs of one type; the type is the {@link Extension#name()}. A job runs at least once: one that lost its
 * worker runs again with the next attempt, so a handler uses {@link JobContext#idempotencyKey()} where twice would hurt.
 */
public non-sealed interface JobHandler extends Extension {
    /**
     * Does the job, on a thread of its own.
     *
     * @return what is kept as the job's result
     * @throws RetryLaterException to be run again no sooner than it says
     * @throws NoRetryException if another attempt cannot help
     * @throws Exception for any other failure, which is retried as the policy says
     */
    JobResult run(JobContext context) throws Exception;

    /** Set where this job is an action on a resource, offered to people on the resource's page. */
    default Optional<ResourceAction> resourceAction() {
        return Optional.empty();
    }

    /** How its jobs are tried again, and how long they may run. */
    default JobPolicy policy() {
        return JobPolicy.USUAL;
    }
}
