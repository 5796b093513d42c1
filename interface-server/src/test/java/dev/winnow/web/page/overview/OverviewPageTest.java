package dev.winnow.web.page.overview;

import dev.winnow.db.job.JobState;
import dev.winnow.web.frontend.EmbeddedModule;
import dev.winnow.web.page.overview.OverviewPage.CountView;
import dev.winnow.web.page.overview.OverviewPage.LaneView;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Rendering;
import dev.winnow.web.page.view.Samples;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.service.QueueView;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OverviewPageTest {
    @Test
    void theOverviewShowsTheThreeQueuesTheLatestJobsAndTheScores() {
        String html = Rendering.page("overview", "overview/index", model(null, false));
        assertThat(html)
                .contains("High p0", "Medium p1", "Low p2", "data-live=\"p0.depth\"",
                        "data-live-paused=\"p0\" hidden=\"hidden\"", "Latest jobs", "92.1 %")
                .doesNotContain("No cloud account yet");
    }

    @Test
    void withoutRedisTheQueuesSaySoAndTheRestStands() {
        String html = Rendering.page("overview-no-redis", "overview/index", model("Redis does not answer", false));
        assertThat(html).contains("Redis does not answer", "Latest jobs", "92.1 %");
    }

    @Test
    void anOverviewWithoutAnAccountLeadsToAddingOne() {
        assertThat(Rendering.page("overview-empty", "overview/index", model(null, true)))
                .contains("href=\"/console/settings/accounts/new\"");
    }

    @Test
    void aPluginsCardRunsInASandboxAndOneThatCannotBeShownSaysSoInItsPlace() {
        String html = Rendering.page("overview-cards", "overview/index", model(null, false));
        assertThat(html)
                .contains("sandbox=\"allow-scripts allow-forms\"", "src=\"/console/plugin/shop/assets/tile.html\"",
                        "loading=\"lazy\"", "data-kind=\"card\"", "data-module=\"tile\"",
                        "'assets/none.html'".replace("'", "&#39;"),
                        "Latest jobs")
                .doesNotContain("allow-same-origin", "src=\"/console/plugin/shop/assets/none.html\"");
        Map<String, @Nullable Object> broken = model(null, false);
        broken.put("cards", new Part<>(null, "The cards of plugins could not be read: no answer"));
        assertThat(Rendering.page("overview-cards-broken", "overview/index", broken)).contains("could not be read",
                "Latest jobs", "92.1 %");
    }

    @Test
    void searchShowsJobsAndResources() {
        assertThat(Rendering.page("search", "overview/search", Map.of("searched", "web & co", "jobs",
                Part.good(Samples.jobs()), "resources", Part.good(Samples.resources()))))
                .contains("Search for web &amp; co", "/console/resources?q=web%20%26%20co");
    }

    private static Map<String, @Nullable Object> model(@Nullable String problem, boolean noAccount) {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("queues", new QueueView(List.of(), List.of(), problem));
        model.put("lanes",
                List.of(new LaneView("p0", "High", 2, 1, "4 s", false), new LaneView("p1", "Medium", 0, 0, "0 s", true),
                        new LaneView("p2", "Low", 1204, 15, "12 min", false)));
        model.put("counts", Part.good(Arrays.stream(JobState.values())
                .map(state -> new CountView(state.code(), Status.of(state), state.ordinal() * 7L)).toList()));
        model.put("latest", Part.good(Samples.jobs()));
        model.put("insights", Part.good(Samples.insights()));
        model.put("noAccount", noAccount);
        model.put("base", "/console");
        model.put("cards", Part.good(List.of(
                new EmbeddedModule("shop", "tile", "Costs", "/plugin/shop/assets/tile.html", null),
                new EmbeddedModule("shop", "lost", "Lost", "/plugin/shop/assets/none.html",
                        "'assets/none.html' is not there."))));
        return model;
    }
}
