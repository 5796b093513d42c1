package dev.winnow.web.page.job;

import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobState;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Filters;
import dev.winnow.web.page.view.JobSummary;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Rendering;
import dev.winnow.web.page.view.Samples;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.service.explain.Cause;
import dev.winnow.web.service.explain.Census;
import dev.winnow.web.service.explain.Explanation;
import dev.winnow.web.service.explain.WorkerFit;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static dev.winnow.web.page.view.Rendering.TIMES;
import static dev.winnow.web.page.view.Samples.ago;
import static org.assertj.core.api.Assertions.assertThat;

class JobPagesTest {
    @Test
    void theListShowsEachStateByIconAndWordAndItsFiltersAsChips() {
        String html = Rendering.page("jobs", "job/list", list(Part.good(Samples.jobs())));

        for (JobState state : JobState.values()) {
            assertThat(html).contains("<span>" + Status.of(state).word() + "</span>");
        }
        assertThat(html).contains("High p0", "Medium p1", "Low p2")
                .contains("href=\"/console/jobs?type=harvest.region\"").contains("cursor=42");
    }

    @Test
    void anEmptyListSaysWhatWouldFillIt() {
        Map<String, Object> model = list(Part.good(List.of()));
        model.put("chips", List.of());
        assertThat(Rendering.page("jobs-empty", "job/list", model)).contains("Harvest now");
    }

    @Test
    void aListThatCannotBeReadSaysWhyAndThePageStands() {
        String html = Rendering.page("jobs-broken", "job/list", list(Part.of("the list of jobs", () -> {
            throw new IllegalStateException("MySQL does not answer");
        })));
        assertThat(html).contains("The list of jobs could not be read: MySQL does not answer", "Try again", "<h1>Jobs");
    }

    @Test
    void aViewerIsOfferedNoAction() {
        assertThat(Rendering.page("jobs-viewer", "job/list", list(Part.good(Samples.jobs())), "viewer"))
                .doesNotContain("Select job", ">Retry<");
    }

    @Test
    void aFailedJobShowsItsAttemptsErrorsAndLogAndCanBeRetried() {
        String html = Rendering.page("job-failed", "job/detail", detail(JobState.FAILED));
        assertThat(html)
                .contains("eu-central-1 answered 503", "at dev.winnow.Harvester", "line one\nline two", ">Retry<")
                .doesNotContain(">Cancel job<").doesNotContain("every 2s");
    }

    @Test
    void aRunningJobShowsItsProgressRefreshesAndCanBeCancelledAfterAQuestion() {
        String html = Rendering.page("job-running", "job/detail", detail(JobState.RUNNING));
        assertThat(html).contains("120 of 500", "every 2s", ">Cancel job<", "data-confirm=\"Cancel job 9");
    }

    @Test
    void anUnfinishedJobSaysWhatKeepsItFirstThenTheRest() {
        Map<String, Object> model = detail(JobState.QUEUED);
        model.put("explanation", Part.good(ExplanationView.of(new Explanation(Samples.job(JobState.QUEUED),
                List.of(new Cause(Cause.Kind.LANE_PAUSED, "Queue p1 is paused.", "Resume <it>."),
                        new Cause(Cause.Kind.BEHIND_OTHERS, "12 jobs are before it.", "")),
                List.of(new Explanation.Fact("Queue p1", "13 waiting")), null,
                List.of(new WorkerFit(new ProcessRow("w", "worker", "host-w", 42, "1", "ready", false, 7L, "p2", 4, 0,
                        8102, ago(5), ago(0)), false, false, "does not serve p1, only p2")),
                List.of(), Census.NONE, Census.NONE, List.of("It could not be found out what runs: away")))));

        String html = Rendering.page("job-queued", "job/detail", model);

        assertThat(html).containsSubsequence("Why is it not running?", "Queue p1 is paused.", "Resume &lt;it&gt;.",
                "12 jobs are before it.", "13 waiting", "host-w (42) does not serve p1, only p2",
                "It could not be found out what runs: away", "Jobs that it asked for");
    }

    @Test
    void anExplanationThatCannotBeReadLeavesThePageWhole() {
        Map<String, Object> model = detail(JobState.QUEUED);
        model.put("explanation", new Part<>(null, "What keeps the job could not be read: MySQL is away"));
        assertThat(Rendering.page("job-unexplained", "job/detail", model)).contains("MySQL is away", "line one",
                "These are its first lines. All of them: winnow jobs log 9");
    }

    private static Map<String, Object> list(Part<?> jobs) {
        Filters filters = new Filters("/jobs").add("state", "State", "failed", "Failed").add("type", "Type",
                "harvest.region");
        Map<String, Object> model = new HashMap<>();
        model.put("jobs", jobs);
        model.put("chips", filters.chips());
        model.put("pager", filters.pager("50", "42"));
        model.put("filter", Map.of("state", "failed", "priority", "", "type", "harvest.region"));
        model.put("states", Arrays.stream(JobState.values())
                .map(state -> Map.of("code", state.code(), "word", Status.of(state).word())).toList());
        model.put("priorities", Priority.values());
        model.put("types", List.of("harvest.all"));
        model.put("sweepable", true);
        return model;
    }

    private static Map<String, Object> detail(JobState state) {
        JobDetail.Attempt failed = new JobDetail.Attempt(1, "0d5c", "worker-1", ago(8), ago(7), "failed",
                "java.io.IOException", "eu-central-1 answered 503", "java.io.IOException\n\tat dev.winnow.Harvester");
        JobDetail.Attempt running = new JobDetail.Attempt(2, "0d5c", "worker-1", ago(2), null, null, null, null, null);
        JobDetail detail = new JobDetail(Samples.job(state), Map.of("account", 3, "region", "eu-central-1"),
                "harvest.region:3:eu-central-1:instance", 910_000_123_456_000L, "c0ffee", "job:910000123456000",
                state == JobState.RUNNING ? List.of(failed, running) : List.of(failed), null,
                new JobDetail.Progress(120, 500, "page 3", ago(1)), 1, Duration.ofMinutes(30));
        Map<String, Object> model = new HashMap<>();
        model.put("job", JobView.of(detail, TIMES));
        model.put("crumbs", List.of(new Crumb("Jobs", "/jobs")));
        model.put("lineBreak", "\n");
        model.put("logGoesOn", true);
        model.put("log", Part.good(List.of("line one", "line two")));
        model.put("children", Part.good(List.of(JobSummary.of(Samples.job(JobState.SUCCEEDED), TIMES))));
        return model;
    }
}
