package dev.winnow.web.page.job;

import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobState;
import dev.winnow.web.page.view.JobSummary;
import dev.winnow.web.page.view.JsonNode;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job as its own page shows it. */
record JobView(JobSummary summary, boolean finished, boolean cancellable, boolean retryable, @Nullable String problem,
        @Nullable Progress progress, List<AttemptView> attempts, String requestedBy, @Nullable String requestedHref,
        @Nullable String parentId, @Nullable When queued, @Nullable When ended, int failures, int crashes,
        @Nullable String deadline, @Nullable Long generation,
        @Nullable String uniqueKey, String correlationId, @Nullable String digest, String waited, String ran,
        JsonNode arguments,
        @Nullable JsonNode result) {
    private static final Set<JobState> RETRYABLE = Set.of(JobState.FAILED, JobState.DEAD, JobState.CANCELLED,
            JobState.EXPIRED);

    /** How far it is. */
    record Progress(long done, long total, String text) {
    }

    static JobView of(JobDetail detail, Times times) {
        var row = detail.row();
        JobState state = row.state();
        List<AttemptView> attempts = detail.attempts().stream().map(attempt -> AttemptView.of(attempt, times)).toList();
        Map<String, Object> result = detail.result();
        return new JobView(JobSummary.of(row, times), state.isFinished(), !state.isFinished(),
                RETRYABLE.contains(state), problem(detail), progress(detail.progress()), attempts,
                detail.requestedBy(), href(detail.requestedBy()),
                detail.parentId() == null ? null : detail.parentId().toString(), times.whenever(row.queuedAt()),
                times.whenever(row.finishedAt()), detail.failures(), row.crashes(),
                detail.deadline() == null ? null : Times.span(detail.deadline().toSeconds()), row.generation(),
                detail.uniqueKey(),
                detail.correlationId(), row.digest(),
                times.took(row.createdAt(), firstStart(detail)), ran(detail, times), JsonNode.of(detail.arguments()),
                result == null ? null : JsonNode.of(result));
    }

    /** When its first attempt began; null while none has, then it waits until now. */
    private static @Nullable Instant firstStart(JobDetail detail) {
        return detail.attempts().isEmpty()
                ? detail.row().startedAt() == null ? detail.row().finishedAt() : detail.row().startedAt()
                : detail.attempts().getFirst().startedAt();
    }

    private static String ran(JobDetail detail, Times times) {
        return detail.attempts().isEmpty()
                ? times.took(detail.row().startedAt(), detail.row().finishedAt())
                : times.took(detail.attempts().getLast().startedAt(), detail.attempts().getLast().finishedAt());
    }

    private static @Nullable String problem(JobDetail detail) {
        if (!RETRYABLE.contains(detail.row().state()) || detail.attempts().isEmpty()) {
            return null;
        }
        return detail.attempts().getLast().errorMessage();
    }

    private static @Nullable Progress progress(JobDetail.@Nullable Progress progress) {
        if (progress == null) {
            return null;
        }
        String count = progress.total() > 0 ? progress.done() + " of " + progress.total() : "" + progress.done();
        return new Progress(progress.done(), progress.total(), count + " · " + progress.message());
    }

    private static @Nullable String href(String requestedBy) {
        if (requestedBy.startsWith("job:")) {
            return "/jobs/" + requestedBy.substring("job:".length());
        }
        return requestedBy.startsWith("schedule:") ? "/schedules/" + requestedBy.substring("schedule:".length()) : null;
    }
}
