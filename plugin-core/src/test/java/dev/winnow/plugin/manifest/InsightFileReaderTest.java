package dev.winnow.plugin.manifest;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.InsightDefinition.FilterUse;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InsightFileReaderTest {
    @Test
    void anInsightIsRead() {
        Definitions<InsightDefinition> read = read("""
            insights:
              - name: blacklisted-types
                title: Instances of forbidden types
                description: They cost too much.
                severity: high
                resource-type: instance
                filters:
                  - filter: instance-type-blacklist
                    settings: {types: [m5.large, t2.nano]}
            """);
        assertThat(read.warnings()).isEmpty();
        assertThat(read.found()).containsExactly(new InsightDefinition("blacklisted-types",
                "Instances of forbidden types", "They cost too much.", Severity.HIGH, "instance",
                List.of(new FilterUse("instance-type-blacklist",
                        new Settings(Map.of("types", List.of("m5.large", "t2.nano")))))));
    }

    @Test
    void aWrongInsightIsRefusedByItself() {
        Definitions<InsightDefinition> read = read("""
            insights:
              - {name: a, resource-type: instance, severity: dreadful, filters: [{filter: f}]}
              - {name: b, resource-type: instance}
              - {name: c, resource-type: instance, filters: [{settings: {}}]}
              - {name: d, resource-type: instance, filters: [{filter: f, setings: {}}]}
            """);
        assertThat(read.found()).extracting(InsightDefinition::name).containsExactly("d");
        assertThat(read.found()).extracting(InsightDefinition::severity).containsExactly(Severity.MEDIUM);
        assertThat(read.warnings()).extracting(PluginWarning::line).containsExactly(2, 3, 4, 5);
        assertThat(read.warnings().getFirst().message()).contains("info, low, medium, high, critical");
        assertThat(read.warnings().getLast().hint()).contains("'settings'");
    }

    private static Definitions<InsightDefinition> read(String yaml) {
        return new InsightFileReader().read("my_plugin", "insights/a.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
