package dev.winnow.queue;

import dev.winnow.plugin.spi.Priority;

/**
 * What travels through the queue for one job. The ledger in MySQL is the record; this is its index entry.
 *
 * @param jobId the ledger's id
 * @param type the job type
 * @param priority its lane
 * @param attempt the attempt that the next claim starts, 1 at first
 * @param crashes how often its worker was lost
 */
public record JobEnvelope(long jobId, String type, Priority priority, int attempt, int crashes) {
}
