package dev.winnow.queue;

import java.time.Instant;

/**
 * A job that an owner holds by a lease.
 *
 * @param envelope what was claimed
 * @param owner the worker process that holds it
 * @param leaseUntil on the queue's clock
 * @param doubtful whether the queue may have gone back in time since this was pushed, so that it may have been handed out,
 *     or even be done, already
 */
public record ClaimedJob(JobEnvelope envelope, String owner, Instant leaseUntil, boolean doubtful) {
    /** Names the claim: the queue checks owner and attempt. */
    public Lease lease() {
        return new Lease(envelope.jobId(), envelope.attempt(), owner);
    }
}
