package dev.winnow.web.service;

import dev.winnow.db.job.JobState;
import dev.winnow.plugin.spi.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are wanted; nulls do not restrict.
 *
 * @param before the job id to go on from
 * @param limit how many at most
 */
public record JobSearch(@Nullable JobState state, @Nullable Priority priority, @Nullable String type,
        @Nullable Long before, int limit) {
}
