package dev.winnow.web.page.job;

import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobState;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Filters;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Rendering;
import dev.winnow.web.page.view.Samples;
import dev.winnow.web.page.view.Status;
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
        return model;
    }

    private static Map<String, Object> detail(JobState state) {
        JobDetail.Attempt failed = new JobDetail.Attempt(1, "0d5c", "worker-1", ago(8), ago(7), "failed",
                "java.io.IOException", "eu-central-1 answered 503", "java.io.IOException\n\tat dev.winnow.Harvester");
        JobDetail.Attempt running = new JobDetail.Attempt(2, "0d5c", "worker-1", ago(2), null, null, null, null, null);
        JobDetail detail = new JobDetail(Samples.job(state), Map.of("account", 3, "region", "eu-central-1"),
                "harvest.region:3:eu-central-1:instance", 910_000_123_456_000L, "c0ffee", "job:910000123456000",
                state == JobState.RUNNING ? List.of(failed, running) : List.of(failed), null,
                new JobDetail.Progress(120, 500, "page 3", ago(1)));
        return Map.of("job", JobView.of(detail, TIMES), "crumbs", List.of(new Crumb("Jobs", "/jobs")), "lineBreak",
                "\n",
                "log", Part.good(List.of("line one", "line two")));
    }
}
