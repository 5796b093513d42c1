package dev.winnow.queue;

/**
 * Names a claim on a job.
 *
 * @param jobId the ledger's id
 * @param attempt the attempt that holds it
 * @param owner the worker process that holds it
 */
public record Lease(long jobId, int attempt, String owner) {
}
