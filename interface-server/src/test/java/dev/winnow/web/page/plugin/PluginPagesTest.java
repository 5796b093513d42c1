package dev.winnow.web.page.plugin;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.PublishedPlugin.State;
import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Fact;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Rendering;
import dev.winnow.web.service.PluginSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static dev.winnow.web.page.view.Rendering.TIMES;
import static dev.winnow.web.page.view.Samples.ago;
import static org.assertj.core.api.Assertions.assertThat;

class PluginPagesTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final FrontendModule PAGE = new FrontendModule("plugin_instance_type_blacklist.blacklist",
            FrontendModule.Kind.PAGE, "Blacklisted types", "assets/index.html", "ban", Set.of("viewer"));
    private static final PluginLine GOOD = PluginLine.of(new PluginSummary(new PublishedPlugin(
            "plugin_instance_type_blacklist", DIGEST, State.ACTIVE, "local", "/opt/winnow/plugins",
            new Manifest("plugin_instance_type_blacklist", "1.2.0", "Finds instances of types that are not allowed",
                    "Example Ops", PluginLanguage.PYTHON, ">=1.0 <2.0", Map.of(), List.of("plugin.py"), Set.of(),
                    List.of(), List.of(PAGE))),
            7, true, 0, List.of("instance_type_blacklist"), List.of(), List.of(PAGE)));
    private static final PluginLine BROKEN = PluginLine.of(new PluginSummary(new PublishedPlugin("plugin_broken", null,
            State.BROKEN, "local", "/opt/winnow/plugins", null), 7, false, 2, List.of(), List.of(), List.of()));
    private static final RecordedWarning SYNTAX = new RecordedWarning("ab".repeat(32), PluginWarning.of("plugin_broken",
            null, WarningCode.LOAD_SYNTAX, "invalid syntax: expected ':'", "Mend the line and restart.")
            .at("filters.py", 12), "worker", "box", 3, ago(50), ago(2), null);

    @Test
    void theListMarksAPluginWithWarningsByTheHazardIconAndItsTextAlternative() {
        String html = Rendering.page("plugins", "plugin/list", list());
        assertThat(html).contains("role=\"img\" aria-label=\"2 warnings\"", "Admin options", ">Manage Plugin<",
                "href=\"/console/settings/plugins/plugin_broken\"", "Roll back to", "Confirm the removals",
                "Open Blacklisted types").containsOnlyOnce("2 warnings</title>");
    }

    @Test
    void aViewerSeesPluginsAndNoPublishing() {
        assertThat(Rendering.page("plugins-viewer", "plugin/list", list(), "viewer")).contains("plugin_broken")
                .doesNotContain("Publish now", "Roll back to", "Confirm the removals</button>");
    }

    @Test
    void managePluginShowsTheWarningsWithCodePlaceAndHint() {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("plugin", BROKEN);
        model.put("crumbs", List.of(Crumb.settings(), new Crumb("Plugins", "/settings/plugins")));
        model.put("generation", 7L);
        model.put("loaded", "no");
        model.put("facts", List.of(new Fact("Needs Winnow", ">=1.0 <2.0", false)));
        model.put("registered", List.of(new ExtensionView("Filter", "x", "Keeps some")));
        model.put("warnings", Part.good(List.of(WarningView.of(SYNTAX, TIMES))));
        String html = Rendering.page("plugin", "plugin/detail", model);
        assertThat(html).contains("P304", "Load syntax", "filters.py:12", "invalid syntax", "Mend the line", "3 times",
                "worker on box", ">Acknowledge<");
    }

    @Test
    void aPluginsPageRunsInASandboxThatIsNotOfThisOrigin() {
        String html = Rendering.page("plugin-page", "plugin/page", Map.of("title", "Blacklisted types", "section",
                PAGE.name(), "plugin", "sample", "source", "/plugin/sample/assets/index.html", "base", "/console"));
        assertThat(html)
                .contains("sandbox=\"allow-scripts allow-forms\"", "src=\"/console/plugin/sample/assets/index.html\"")
                .doesNotContain("allow-same-origin");
    }

    private static Map<String, @Nullable Object> list() {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("crumbs", List.of(Crumb.settings()));
        model.put("plugins", Part.good(List.of(BROKEN, GOOD)));
        model.put("sources", Part.good(SourceNotice.of(List.of(new SourceStatus("local", "/opt/winnow/plugins", true,
                ago(1), ago(100), "the folder is empty and its marker is gone", true, DIGEST)), List.of())));
        model.put("generations", Part.good(List.of(
                GenerationView.of(new Generation(7, "publish", null, DIGEST, ago(5), List.of()), 7, TIMES),
                GenerationView.of(new Generation(6, "rollback", 4L, DIGEST, ago(500), List.of()), 7, TIMES))));
        model.put("restart", "Generation 7 is published; a restart loads it in worker 4712 on box (generation 6).");
        return model;
    }
}
