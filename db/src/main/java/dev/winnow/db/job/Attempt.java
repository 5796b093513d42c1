package dev.winnow.db.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker's attempt at a job.
 *
 * @param jobId the job
 * @param attempt its number, which fences: of a job's attempts the latest counts
 * @param owner the worker process
 * @param host where it runs
 * @param startedAt when the handler was called, on the worker's clock
 * @param generation of plugins that the worker has loaded
 * @param digest of the plugin that brings the handler; null for a built-in one
 */
public record Attempt(long jobId, int attempt, String owner, String host, Instant startedAt,
        @Nullable Long generation, @Nullable String digest) {
}
