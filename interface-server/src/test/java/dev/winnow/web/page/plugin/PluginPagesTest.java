package dev.winnow.web.page.plugin;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.PublishedPlugin.State;
import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.web.frontend.EmbeddedModule;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Fact;
import dev.winnow.web.page.view.Form;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Rendering;
import dev.winnow.web.service.PluginPlace;
import dev.winnow.web.service.PluginPlan;
import dev.winnow.web.service.PluginSummary;
import dev.winnow.web.service.RequestAnswer;
import dev.winnow.web.service.RestartCommands;
import dev.winnow.web.service.WarningSubject;
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
            7, null, true, 0, List.of("instance_type_blacklist"), List.of(), List.of(PAGE)));
    private static final PluginLine BROKEN = PluginLine.of(new PluginSummary(new PublishedPlugin("plugin_broken", null,
            State.BROKEN, "local", "/opt/winnow/plugins", null), 7, null, false, 2, List.of(), List.of(), List.of()));
    private static final PluginWarning SYNTAX = PluginWarning.of("plugin_broken", null, WarningCode.LOAD_SYNTAX,
            "invalid syntax: expected ':'", "Mend the line and restart.").at("filters.py", 12);
    private static final PluginWarning SAID = PluginWarning.of("plugin_broken", null, WarningCode.EMITTED,
            "<b>old</b>\nsecond line", "");
    private static final ProcessRow PROCESS = new ProcessRow("w", "worker", "box", 4712, "1", "ready", false, 6L,
            "p0,p1", 16, 0, 8102, ago(300), ago(0));
    private static final RestartCommands COMMANDS = RestartCommands.of(List.of(PROCESS),
            List.of(PROCESS, new ProcessRow("s", "scheduler", "box", 1, "1", "settled", true, 7L, "", 0, 0, 8101,
                    ago(3), ago(0))));
    private static final SourceStatus GUARDED = new SourceStatus("local", "/opt/winnow/plugins", true, ago(1),
            ago(100), "the folder is empty and its marker is gone", true, DIGEST);
    private static final WarningGuide GUIDE = new WarningGuide();

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
    void managePluginShowsAWarningOnceWithAllProcessesThatSeeIt() {
        String html = Rendering.page("plugin", "plugin/detail", detail(List.of(seen("1", SYNTAX, "worker", null),
                seen("1", SYNTAX, "interface-server", null), seen("1", SYNTAX, "scheduler", null))));
        assertThat(html).containsOnlyOnce("invalid syntax").contains("P304", "A syntax error", "filters.py:12",
                "Mend the line", "9 times", "interface-server on box, scheduler on box, worker on box",
                "What P304 means", "Python plugins are Python 3", "href=\"/console/settings/warnings#P304\"",
                ">Acknowledge<", "value=\"7d\"", "for good");
    }

    @Test
    void whatIsAcknowledgedIsFoldedWithWhoUntilWhenAndWhy() {
        RecordedWarning.Acknowledgement seen = new RecordedWarning.Acknowledgement("ada", "known to the vendor",
                ago(10), ago(-600));
        String html = Rendering.page("plugin-acknowledged", "plugin/detail",
                detail(List.of(seen("2", SAID, "worker", seen))));
        assertThat(html.substring(html.indexOf("<details class=\"folded\">"))).contains("1 acknowledged warning",
                "Acknowledged by <span>ada</span>", "counts again", "known to the vendor", ">Take back<",
                "&lt;b&gt;old&lt;/b&gt;");
        assertThat(Rendering.page("plugin-viewer", "plugin/detail",
                detail(List.of(seen("2", SAID, "worker", seen))), "viewer"))
                .doesNotContain(">Take back<", ">Acknowledge<", ">Save settings<");
    }

    @Test
    void settingsPermissionsSignatureAndPlacesAreShown() {
        String html = Rendering.page("plugin-settings", "plugin/detail", detail(List.of()));
        assertThat(html).contains("name=\"settings.region\"", "value=\"eu-1\"", "name=\"settings.token\"",
                "env:NAME or file:/path", "Save settings", "A restart loads them", "Saved by", "may open network",
                "fedcba98", "Another version: restart it",
                "docker compose restart worker", "sudo systemctl restart &#39;winnow-worker*&#39;");
    }

    @Test
    void thePlanShowsWhatChangesWhatItWarnsOfAndTheCommands() {
        PluginPlan plan = new PluginPlan(true, 4L, List.of(
                new PluginPlan.Change("shop", "changed", "1.0.0", "1.1.0", DIGEST, DIGEST, "local",
                        new PluginPlan.Files(List.of("new.py"), List.of("plugin.json"), List.of("old.py"), 5),
                        new PluginPlan.Extensions(List.of(new PluginPlan.Extension("filter", "cheap")), List.of(),
                                List.of(), null, false)),
                new PluginPlan.Change("gone", "removed", "1.0.0", null, DIGEST, null, "local", null, null),
                new PluginPlan.Change("bad", "broken", "1.0.0", "2.0.0", DIGEST, DIGEST, "s3", null, null),
                new PluginPlan.Change("same", "unchanged", "1.0.0", "1.0.0", DIGEST, DIGEST, "local", null, null)),
                List.of(new PluginPlan.Warning("bad", "P304", "it is no Python", "Mend it.", "a.py", 3)), 2,
                List.of(new PluginPlan.Process("worker", "box", 12L, 4L)), List.of(DIGEST), 3L);
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("crumbs", List.of(Crumb.settings(), new Crumb("Plugins", "/settings/plugins")));
        model.put("request", new RequestAnswer(77, "done", "3 plugins would change.", Map.of()));
        model.put("plan", plan);
        model.put("changes", plan.plugins().stream().filter(change -> !change.change().equals("unchanged"))
                .map(ChangeView::of).toList());
        model.put("unchanged", 1L);
        model.put("commands", COMMANDS);
        model.put("sources", List.of(GUARDED));
        String html = Rendering.page("plan", "plugin/plan", model);
        assertThat(html).contains("3 plugins would change.", "generation 4", "1.0.0 → 1.1.0", "and 5 more",
                "And 2 more.", "was never tried",
                "generation 3 had, which was rolled back from", "new.py", "filter cheap",
                ">Removed<", "Broken: what was live stays", "a.py:3", "it is no Python", "1 plugin stays as it is.",
                "Removals from local are refused", "docker compose restart", "worker 12 on box");
        assertThat(Rendering.page("plan-operator", "plugin/plan", model, "operator"))
                .doesNotContain("Confirm the removals</button>");
    }

    @Test
    void aPlanThatIsNotThereYetLooksAgainByItself() {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("crumbs", List.of(Crumb.settings()));
        model.put("request", new RequestAnswer(77, "waiting", "No scheduler leads at the moment.", Map.of()));
        assertThat(Rendering.page("plan-waiting", "plugin/plan", model)).contains(
                "hx-get=\"/console/settings/plan?request=77\"", "hx-trigger=\"load delay:2s\"", "No scheduler leads");
        model.put("request", new RequestAnswer(77, "failed", "the source is unreadable", Map.of()));
        assertThat(Rendering.page("plan-failed", "plugin/plan", model)).contains("No plan could be made",
                "the source is unreadable").doesNotContain("hx-get=\"/console/settings/plan");
        model.remove("request");
        assertThat(Rendering.page("plan-none", "plugin/plan", model)).contains("Make a plan");
    }

    @Test
    void eachCodeHasItsAnchorAndItsWords() {
        String html = Rendering.page("codes", "plugin/codes",
                Map.of("crumbs", List.of(Crumb.settings()), "codes", GUIDE.all()));
        for (WarningCode code : WarningCode.values()) {
            assertThat(html).contains("id=\"" + code.code() + "\"");
            assertThat(GUIDE.find(code.code()).orElseThrow().paragraphs()).as(code.code()).isNotEmpty();
        }
        assertThat(html).contains("<code>plugin.json</code>").doesNotContain("](", "`");
    }

    @Test
    void aPluginsPageRunsInASandboxThatIsNotOfThisOrigin() {
        String html = Rendering.page("plugin-page", "plugin/page", Map.of("section", PAGE.name(), "base", "/console",
                "module", new EmbeddedModule("sample", "main", "Blacklisted types",
                        "/plugin/sample/assets/index.html", null)));
        assertThat(html)
                .contains("sandbox=\"allow-scripts allow-forms\"", "src=\"/console/plugin/sample/assets/index.html\"")
                .doesNotContain("allow-same-origin");
    }

    private static Map<String, @Nullable Object> list() {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("crumbs", List.of(Crumb.settings()));
        model.put("plugins", Part.good(List.of(BROKEN, GOOD)));
        model.put("sources", Part.good(SourceNotice.of(List.of(GUARDED), List.of())));
        model.put("generations", Part.good(List.of(
                GenerationView.of(new Generation(7, "publish", null, DIGEST, ago(5), List.of()), 7, TIMES),
                GenerationView.of(new Generation(6, "rollback", 4L, DIGEST, ago(500), List.of()), 7, TIMES))));
        model.put("restart", new RestartView("Generation 7 is published; a restart loads it in worker 4712 on box.",
                COMMANDS));
        return model;
    }

    private static RecordedWarning seen(String subject, PluginWarning warning, String kind,
            RecordedWarning.@Nullable Acknowledgement acknowledgement) {
        return new RecordedWarning(kind + subject, subject.repeat(64), warning, "load", kind, "box", 3, ago(50),
                ago(2), acknowledgement);
    }

    private static Map<String, @Nullable Object> detail(List<RecordedWarning> recorded) {
        List<WarningView> all = WarningSubject.of(recorded).stream()
                .map(subject -> WarningView.of(subject, GUIDE, TIMES)).toList();
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("plugin", BROKEN);
        model.put("crumbs", List.of(Crumb.settings(), new Crumb("Plugins", "/settings/plugins")));
        model.put("generation", 7L);
        model.put("signer", "fedcba98".repeat(8));
        model.put("facts", List.of(new Fact("Needs Winnow", ">=1.0 <2.0", false)));
        model.put("permissions", List.of(new Permissions.Permission("network", "Its code may open network.")));
        model.put("places", Part.good(List.of(
                PlaceView.of(new PluginPlace(PROCESS, "00".repeat(32), List.of()), DIGEST, TIMES),
                PlaceView.of(new PluginPlace(PROCESS, null, List.of()), DIGEST, TIMES))));
        model.put("registered", List.of(new ExtensionView("Filter", "x", "Keeps some")));
        model.put("settings", Part.good(new SettingsForm.View(
                List.of(SettingField.text("region", "Region", "Where"), SettingField.secret("token", "Token", "How")),
                new Form(Map.of("settings.region", List.of("eu-1")), Map.of()),
                new SettingsForm.Changed("ada", TIMES.when(ago(3))), COMMANDS)));
        model.put("spans", AcknowledgedFor.values());
        model.put("warnings", Part.good(all));
        model.put("open", all.stream().filter(view -> view.acknowledged() == null).toList());
        model.put("acknowledged", all.stream().filter(view -> view.acknowledged() != null).toList());
        return model;
    }
}
