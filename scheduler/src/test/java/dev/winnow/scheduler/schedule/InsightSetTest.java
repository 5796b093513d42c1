package dev.winnow.scheduler.schedule;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.InsightDefinition.FilterUse;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InsightSetTest {
    private static final FilterUse FILTER = new FilterUse("f", Settings.NONE);

    private final InsightSet set = new InsightSet();

    @Test
    @SuppressWarnings("NullAway")
    void whatAPluginsCodeMayGetWrongIsRefusedByItself() {
        Map<String, Object> inside = new HashMap<>();
        inside.put("b", inside);
        Map<InsightDefinition, String> wrong = Map.of(
                new InsightDefinition("a", null, "", Severity.LOW, "instance", List.of(FILTER)), "has no title",
                new InsightDefinition("b", "t", null, Severity.LOW, "instance", List.of(FILTER)), "no description",
                new InsightDefinition("c", "t", "", null, "instance", List.of(FILTER)), "has no severity",
                new InsightDefinition("d", "t", "", Severity.LOW, null, List.of(FILTER)), "has no resource type",
                new InsightDefinition("e", "t", "", Severity.LOW, "x".repeat(101), List.of(FILTER)), "100 characters",
                insight("f", new FilterUse(null, Settings.NONE)), "without a name",
                insight("g", new FilterUse("f", null)), "without settings",
                insight("h", new FilterUse("f", new Settings(Map.of("a", "x".repeat(70_000))))), "more than 65536");
        wrong.keySet().forEach(this::add);
        add(insight("endless", new FilterUse("f", new Settings(Map.of("a", inside)))));
        InsightDefinition good = insight("good", FILTER);
        add(good);

        assertThat(set.byOrigin()).isEqualTo(Map.of("plugin:p", List.of(good)));
        assertThat(set.warnings()).hasSize(wrong.size() + 1).extracting(PluginWarning::digest).containsOnly("d");
        wrong.forEach((insight, why) -> assertThat(set.warnings()).extracting(PluginWarning::message).as(why)
                .anySatisfy(message -> assertThat(message).contains("'" + insight.name() + "'").contains(why)));
    }

    @SuppressWarnings("NullAway")
    private void add(InsightDefinition insight) {
        set.add(new Registered<>("p", "d", null, insight));
    }

    private static InsightDefinition insight(String name, FilterUse... filters) {
        return new InsightDefinition(name, "t", "", Severity.LOW, "instance", List.of(filters));
    }
}
