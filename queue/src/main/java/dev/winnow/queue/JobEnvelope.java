package dev.winnow.queue;

import dev.winnow.plugin.spi.Priority;

/**
 * What travels through the queue for one job. The ledger in MySQL is the record; this is its index entry.
 *
 * @param jobId the ledger's id
 * @param type the job type
 * @param priority its lane
 * @param attempt the attempt that the next claim starts, 1 at first
 * @param failures how often it failed
 * @param crashes how often its worker was lost
 * @param payload what the worker needs to start it
 */
public record JobEnvelope(long jobId, String type, Priority priority, int attempt, int failures, int crashes,
        JobPayload payload) {
    /** A job's first delivery, of which the worker reads all in the ledger. */
    public static JobEnvelope first(long jobId, String type, Priority priority) {
        return new JobEnvelope(jobId, type, priority, 1, 0, 0, JobPayload.IN_LEDGER);
    }
}
