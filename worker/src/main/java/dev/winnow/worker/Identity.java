package dev.winnow.worker;

import dev.winnow.db.job.Attempt;
import dev.winnow.queue.Lease;
import java.time.Instant;

/**
 * Who this worker is.
 *
 * @param owner its process id in leases and attempts
 * @param host where it runs
 */
record Identity(String owner, String host) {
    /** The attempt at this job, as the ledger is told of it. */
    Attempt attempt(HeldJob job, Instant now) {
        Lease lease = job.lease();
        HeldJob.Run run = job.run();
        JobType type = job.type();
        return new Attempt(lease.jobId(), lease.attempt(), owner, host, run == null ? now : run.startedAt(),
                type == null ? null : type.generation(), type == null ? null : type.digest());
    }
}
