package dev.winnow.db.job;

import dev.winnow.plugin.spi.JobRequest;
import org.jspecify.annotations.Nullable;

/**
 * A job to be written.
 *
 * @param request what is wanted
 * @param requestedBy {@code user:NAME}, {@code schedule:NAME} or {@code job:ID}
 * @param parentId the job that asked; null for none
 * @param correlationId the same for all that follows from one cause
 */
public record NewJob(JobRequest request, String requestedBy, @Nullable Long parentId, String correlationId) {
}
