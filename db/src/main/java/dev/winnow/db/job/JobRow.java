package dev.winnow.db.job;

import dev.winnow.plugin.spi.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The narrow row of a job. */
public record JobRow(long id, String type, Priority priority, JobState state, int attempt, int crashes,
        @Nullable Long generation, @Nullable String digest, Instant createdAt, Instant availableAt,
        @Nullable Instant queuedAt, @Nullable Instant startedAt, @Nullable Instant finishedAt) {
}
