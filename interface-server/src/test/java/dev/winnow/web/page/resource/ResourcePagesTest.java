package dev.winnow.web.page.resource;

import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.Severity;
import dev.winnow.web.frontend.EmbeddedModule;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.JsonNode;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Rendering;
import dev.winnow.web.page.view.ResourceSummary;
import dev.winnow.web.page.view.Samples;
import dev.winnow.web.page.view.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static dev.winnow.web.page.view.Rendering.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

class ResourcePagesTest {
    private static final EmbeddedModule COST = new EmbeddedModule("shop", "cost", "Cost",
            "/plugin/shop/assets/cost.html", null);

    @Test
    void theListShowsItsFiltersAsChipsThatLeadToTheListWithoutThem() {
        ResourceFilters wanted = new ResourceFilters("web & co", "instance", "3", null, "running", null);
        String html = Rendering.page("resources", "resource/list", list(wanted, Samples.resources()));
        assertThat(html).contains("1,204 resources", "Text: web &amp; co", "Account: production")
                .contains("href=\"/console/resources?q=web%20%26%20co&amp;type=instance&amp;account=3\"");
    }

    @Test
    void anEmptyInventoryLeadsToTheCloudAccounts() {
        ResourceFilters nothing = new ResourceFilters(null, null, null, null, null, null);
        assertThat(Rendering.page("resources-empty", "resource/list", list(nothing, List.of())))
                .contains("No resource yet", "/console/settings/accounts");
    }

    @Test
    void aResourceShowsAllThatIsKnownAndNothingThatItSaysIsMarkup() {
        String html = Rendering.page("resource", "resource/detail",
                detail(List.of(
                        new ActionButton("start", "Start", false,
                                "It is running; Start is for resources that are stopped."),
                        new ActionButton("stop", "Stop", true, null))));
        assertThat(html)
                .contains("eu-central-1a", "SizeGiB", "&lt;b&gt;odd&lt;/b&gt;", "data-confirm=\"Stop web-1 (i-0a",
                        "disabled", "Start is for resources that are stopped")
                .doesNotContain("<b>odd");
    }

    @Test
    void aResourceOfAnAccountThatReadsFilesSaysWhyItCannotBeStopped() {
        String reason = "This account reads files, so instances cannot be started or stopped from here.";
        String html = Rendering.page("resource-file", "resource/detail",
                detail(List.of(new ActionButton("start", "Start", false, reason),
                        new ActionButton("stop", "Stop", true, reason))));
        assertThat(html).contains(reason).doesNotContain("/actions/stop");
    }

    @Test
    void aPluginsTabRunsInASandboxThatIsToldTheResource() {
        Map<String, @Nullable Object> model = detail(List.of(new ActionButton("stop", "Stop", true, null)));
        model.put("module", COST);
        model.put("base", "/console");
        String html = Rendering.page("resource-tab", "resource/tab", model);
        assertThat(html).contains("sandbox=\"allow-scripts allow-forms\"", "data-resource=\"1\"", "data-kind=\"tab\"",
                "href=\"/console/resources/1/tabs/shop/cost\" aria-current=\"page\"")
                .doesNotContain("allow-same-origin");
        assertThat(Rendering.page("resource-tabs", "resource/detail", model))
                .contains("href=\"/console/resources/1\" aria-current=\"page\"", ">Cost<");
    }

    private static Map<String, Object> list(ResourceFilters wanted, List<ResourceSummary> found) {
        Map<String, Object> model = new HashMap<>();
        model.put("page", Part.good(found));
        model.put("count", Part.good(1204L));
        model.put("chips", wanted.chosen(Map.of(3L, "production")).chips());
        model.put("pager", wanted.chosen(Map.of()).pager(null, "99"));
        model.put("filter", wanted.shown());
        model.put("accounts", List.of(Map.of("id", "3", "name", "production")));
        model.put("types", Set.of("instance"));
        model.put("regions", List.of("eu-central-1"));
        model.put("filters", List.of(Map.of("name", "blacklist", "title", "Blacklisted types")));
        return model;
    }

    private static Map<String, @Nullable Object> detail(List<ActionButton> actions) {
        Resource resource = Samples.resource(1, "web-1", "running");
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("resource", ResourceSummary.of(resource, Map.of(3L, "production"), TIMES));
        model.put("crumbs", List.of(new Crumb("Resources", "/resources")));
        model.put("facts", ResourceFacts.of(resource, "production"));
        model.put("launched", TIMES.whenever(resource.description().launchedAt()));
        model.put("firstSeen", TIMES.when(resource.firstSeen()));
        model.put("tabs", List.of(COST));
        model.put("tags", new TreeMap<>(resource.description().tags()));
        model.put("attributes", JsonNode.of(resource.description().attributes()));
        model.put("actions", actions);
        model.put("actionNote", actions.getFirst().refusal());
        model.put("findings", Part.good(List.of(new ResourceDetailPage.FindingLink(7, "Not allowed",
                Status.of(Severity.HIGH)))));
        return model;
    }
}
