package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.LoadReport;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginLoader;
import dev.winnow.plugin.manifest.ManifestReader;
import dev.winnow.plugin.manifest.ManifestReading;
import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.Route;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code docs/plugins/python.md} shows is loaded as a reader would copy it. */
class GuideTest {
    private static final Pattern FILE = Pattern.compile("^`([a-z_]+/[a-z_.]+)`:\\n```\\w+\\n(.*?)^```",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern HARVESTER = Pattern.compile("### A harvester\\n```python\\n(.*?)^```",
            Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    @Test
    void theTutorialAndTheHarvesterOfTheGuideLoadAndWork() throws Exception {
        String guide = Files.readString(Path.of("../docs/plugins/python.md"));
        Matcher files = FILE.matcher(guide);
        while (files.find()) {
            write(files.group(1), files.group(2));
        }
        Matcher harvester = HARVESTER.matcher(guide);
        assertThat(harvester.find()).isTrue();
        write("in_region/harvest.py", harvester.group(1));
        write("in_region/plugin.json", Files.readString(folder.resolve("in_region/plugin.json")).replace("\"jobs.py\"",
                "\"jobs.py\", \"harvest.py\""));
        ManifestReading reading = new ManifestReader().read(folder.resolve("in_region"), "in_region");
        assertThat(reading.warnings()).isEmpty();
        try (PluginLoader loader = new PluginLoader(List.of(new PythonPluginRuntime()), Duration.ofSeconds(60),
                reference -> "secret", new TestOutbound(null))) {
            LoadReport report = loader.load(List.of(new MaterialisedPlugin(reading.manifest(), "0".repeat(64),
                    folder.resolve("in_region"), Settings.NONE)), List.of());
            assertThat(report.warnings()).isEmpty();
            ResourceFilter filter = report.registry().find(ResourceFilter.class, "in_region").orElseThrow()
                    .extension();
            assertThat(ConditionText.of(filter.apply(ResourceQuery.ofType("instance"),
                    new Settings(Map.of("regions", List.of("eu-central-1")))).condition()))
                    .contains("resource.region in [eu-central-1]");
            Route route = report.registry().find(Route.class, "in_region.get.hello").orElseThrow().extension();
            assertThat(new String(route.handle(new Route.Request(Map.of(), new byte[0], "you")).body(),
                    StandardCharsets.UTF_8)).isEqualTo("{\"hello\":\"you\"}");
            assertThat(report.registry().all(JobHandler.class)).hasSize(1);
            assertThat(report.registry().all(ScheduleDefinition.class)).hasSize(1);
            assertThat(report.registry().all(CloudProvider.class)).hasSize(1);
            assertThat(report.registry().all(Harvester.class)).hasSize(1);
        }
    }
}
