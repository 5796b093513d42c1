package dev.winnow.db.job;

/**
 * An attempt whose worker let its lease end.
 *
 * @param attempt its number
 * @param crashes how often the job has lost its worker, this time included
 */
public record LostAttempt(long jobId, int attempt, int crashes) {
}
