package dev.winnow.db.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a job.
 *
 * @param result null until it succeeded
 * @param progress null where it said nothing
 */
public record JobDetail(JobRow row, Map<String, Object> arguments, @Nullable String uniqueKey, @Nullable Long parentId,
        String correlationId, String requestedBy, List<Attempt> attempts, @Nullable Map<String, Object> result,
        @Nullable Progress progress) {
    /** One attempt; outcome is null while it runs. */
    public record Attempt(int attempt, String owner, String host, Instant startedAt, @Nullable Instant finishedAt,
            @Nullable String outcome, @Nullable String errorType, @Nullable String errorMessage,
            @Nullable String errorStack) {
    }

    /** How far it is; total is 0 where unknown. */
    public record Progress(long done, long total, String message, Instant at) {
    }
}
