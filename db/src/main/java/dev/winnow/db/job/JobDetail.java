package dev.winnow.db.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a job.
 *
 * @param attempts in order; the one that runs or succeeded is the last
 * @param result null until it succeeded
 * @param progress null where it said nothing
 * @param failures how often it failed; lost workers are counted in the row's crashes
 * @param deadline how long an attempt may run; null: as the handler's policy says
 */
public record JobDetail(JobRow row, Map<String, Object> arguments, @Nullable String uniqueKey, @Nullable Long parentId,
        String correlationId, String requestedBy, List<Attempt> attempts, @Nullable Map<String, Object> result,
        @Nullable Progress progress, int failures, @Nullable Duration deadline) {
    /** One attempt; outcome is null while it runs. */
    public record Attempt(int attempt, String owner, String host, Instant startedAt, @Nullable Instant finishedAt,
            @Nullable String outcome, @Nullable String errorType, @Nullable String errorMessage,
            @Nullable String errorStack) {
    }

    /** How far it is; total is 0 where unknown. */
    public record Progress(long done, long total, String message, Instant at) {
    }
}
