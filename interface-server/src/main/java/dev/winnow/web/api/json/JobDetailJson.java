package dev.winnow.web.api.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.winnow.db.job.JobDetail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All of one job. */
public record JobDetailJson(@JsonUnwrapped JobJson job, Map<String, Object> arguments, @Nullable String uniqueKey,
        @Nullable String parentId, String correlationId, String requestedBy, List<JobDetail.Attempt> attempts,
        @Nullable Map<String, Object> result, JobDetail.@Nullable Progress progress, int failures,
        @Nullable Long deadlineSeconds) {
    public static JobDetailJson of(JobDetail detail) {
        Duration deadline = detail.deadline();
        Long parent = detail.parentId();
        return new JobDetailJson(JobJson.of(detail.row()), detail.arguments(), detail.uniqueKey(),
                parent == null ? null : parent.toString(), detail.correlationId(), detail.requestedBy(),
                detail.attempts(), detail.result(), detail.progress(), detail.failures(),
                deadline == null ? null : deadline.toSeconds());
    }
}
