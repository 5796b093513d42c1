package dev.winnow.web.api.json;

import dev.winnow.db.job.JobRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job in a list. */
public record JobJson(String id, String type, String priority, String state, int attempt, int crashes,
        @Nullable Long generation, @Nullable String digest, Instant createdAt, Instant availableAt,
        @Nullable Instant queuedAt, @Nullable Instant startedAt, @Nullable Instant finishedAt) {
    public static JobJson of(JobRow row) {
        return new JobJson(Long.toString(row.id()), row.type(), row.priority().code(), row.state().code(),
                row.attempt(), row.crashes(), row.generation(), row.digest(), row.createdAt(), row.availableAt(),
                row.queuedAt(), row.startedAt(), row.finishedAt());
    }
}
