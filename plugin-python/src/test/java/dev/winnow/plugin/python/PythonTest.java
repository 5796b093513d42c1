package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.catchThrowable;

/** What the tests of this module share: one runtime a class, since an engine takes its time to start. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PythonTest {
    final Path work = folderForWork();
    final PythonPluginRuntime runtime = new PythonPluginRuntime(
            new PythonLimits(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(5),
                    Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(2)),
            work);

    @TempDir
    Path folder;

    private static Path folderForWork() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "work");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    void closeRuntime() {
        runtime.close();
    }

    TestPlugin plugin(String name) throws IOException {
        return new TestPlugin(folder, name);
    }

    /** Loads a plugin that is right. */
    RecordingContext load(TestPlugin plugin) {
        MaterialisedPlugin materialised = plugin.materialised();
        RecordingContext context = new RecordingContext(materialised.settings());
        runtime.load(materialised, context, context.noted::add);
        return context;
    }

    /** What a look through its sources finds. */
    List<PluginWarning> inspected(TestPlugin plugin) {
        return runtime.inspect(plugin.materialised());
    }

    /** What an operator reads of a plugin that is wrong. */
    PluginWarning explained(TestPlugin plugin) {
        MaterialisedPlugin materialised = plugin.materialised();
        Throwable failure = catchThrowable(
                () -> runtime.load(materialised, new RecordingContext(materialised.settings()), warning -> {
                }));
        return runtime.explain(materialised, failure);
    }

    /** The condition that the plugin's only filter adds. */
    static String applied(RecordingContext context, Map<String, Object> settings) {
        ResourceQuery narrowed = context.only(ResourceFilter.class).apply(ResourceQuery.all(), new Settings(settings));
        return ConditionText.of(narrowed.condition());
    }

    /** A filter module whose function has this body. */
    static String filter(String body) {
        return """
            from winnow import DbObjects, and_, filters, not_, or_, select
            Resource, Tag = DbObjects.Resource, DbObjects.Tag

            @filters.register(name="probe")
            def probe(query, settings):
            """ + body.indent(4);
    }
}
