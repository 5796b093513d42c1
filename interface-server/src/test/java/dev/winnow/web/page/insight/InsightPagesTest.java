package dev.winnow.web.page.insight;

import dev.winnow.db.insight.ComplianceStore.Score;
import dev.winnow.plugin.spi.InsightDefinition.FilterUse;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.Severity;
import dev.winnow.web.page.insight.InsightPages.FindingView;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Filters;
import dev.winnow.web.page.view.Form;
import dev.winnow.web.page.view.InsightLine;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Rendering;
import dev.winnow.web.page.view.Samples;
import dev.winnow.web.service.FilterInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static dev.winnow.web.page.view.Rendering.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

class InsightPagesTest {
    private static final FilterInfo BLACKLIST = new FilterInfo("instance_type_blacklist", "Blacklisted instance types",
            "Keeps instances of these types.", Set.of("instance"),
            List.of(SettingField.textList("types", "Types", "For example p4d.*").asRequired()), "sample");

    @Test
    void theListShowsScoresAndAnAmberIconWhereOneCannotBeComputed() {
        String html = Rendering.page("insights", "insight/list", Map.of("insights", Part.good(Samples.insights())));
        assertThat(html).contains("92.1 %", "It cannot be computed", "not computed", "not yet");
    }

    @Test
    void anInsightShowsItsScoreAsALineAndAsATable() {
        List<Score> history = new ArrayList<>();
        for (int i = 40; i > 0; i--) {
            history.add(Samples.score(1, i * 60L, 40 + (i * 7) % 60, ""));
        }
        String html = Rendering.page("insight", "insight/detail", detail(history, ""));
        assertThat(html).contains("<path class=\"line\" d=\"M40.0 ", "The same as a table",
                "Blacklisted instance types",
                "p4d.*", ">Compute now<");
    }

    @Test
    void anInsightWhoseFilterIsGoneSaysSoAndKeepsItsNumbers() {
        String html = Rendering.page("insight-gone", "insight/detail", detail(List.of(Samples.score(1, 60, 41, "")),
                "filter 'x' is not registered: plugin sample is not loaded"));
        assertThat(html).contains("is not registered: plugin sample", "The last computation was not possible");
    }

    @Test
    void theFormKeepsWhatWasTypedAndShowsErrorsBesideTheFieldAndInASummary() {
        Form sent = new Form(Map.of("title", List.of("My insight"), "name", List.of("No good"), "severity",
                List.of("high"), "type", List.of("instance"), "filter", List.of("instance_type_blacklist"),
                "filters[0].settings.types", List.of("p4d.*\nx2gd.metal")), Map.of());
        String html = Rendering.page("insight-new", "insight/new", Map.of("crumbs",
                List.of(new Crumb("Insights", "/insights")), "form",
                sent.withError("name", "'name' must begin with a letter"),
                "uses", new InsightForm(sent).uses(List.of(BLACKLIST)), "filters", List.of(BLACKLIST), "types",
                Set.of("instance"), "severities", List.of("low", "high")));
        assertThat(html).contains("value=\"My insight\"", "p4d.*\nx2gd.metal", "One entry needs another look",
                "href=\"#field-name\"", "id=\"error-name\"", "selected=\"selected\">High");
    }

    @Test
    void withoutAnyFilterTheFormSaysWhereFiltersComeFrom() {
        assertThat(Rendering.page("insight-new-empty", "insight/new", Map.of("crumbs", List.of(), "form", Form.empty(),
                "uses", List.of(), "filters", List.of(), "types", Set.of(), "severities", List.of())))
                .contains("No filter is registered");
    }

    @Test
    void filtersAreAddedAndRemovedWithTheirSettings() {
        InsightForm two = InsightForm.fresh().with(BLACKLIST).with(BLACKLIST);
        Map<String, List<String>> values = new HashMap<>(two.form().values());
        values.put("filters[0].settings.types", List.of("first"));
        values.put("filters[1].settings.types", List.of("second"));

        InsightForm one = new InsightForm(new Form(values, Map.of())).without("1");

        assertThat(one.wish(List.of(BLACKLIST)).filters()).singleElement()
                .satisfies(use -> assertThat(use.settings()).containsEntry("types", "second"));
    }

    private static Map<String, @Nullable Object> detail(List<Score> history, String problem) {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("insight",
                InsightLine.of(Samples.insight(1, Severity.HIGH), Samples.score(1, 3, 41, problem), TIMES));
        model.put("crumbs", List.of(new Crumb("Insights", "/insights")));
        model.put("description", "They cost more than they should.");
        model.put("name", "insight-1");
        model.put("resourceType", "instance");
        List<FilterInfo> known = problem.isEmpty() ? List.of(BLACKLIST) : List.of();
        model.put("filters", List.of(FilterView.of(new FilterUse("instance_type_blacklist",
                new Settings(Map.of("types", List.of("p4d.*", "x2gd.metal")))), known)));
        model.put("chart", Part.of("the chart", () -> ScoreChart.of(history, TIMES)));
        model.put("findings", Part.good(Samples.resources().stream()
                .map(resource -> new FindingView(resource, TIMES.when(Samples.ago(70)))).toList()));
        model.put("pager", new Filters("/insights/1").pager(null, "24"));
        return model;
    }
}
