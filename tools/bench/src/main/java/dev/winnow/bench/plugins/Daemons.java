package dev.winnow.bench.plugins;

import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.plugin.bundle.ContentCache;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.loader.JavaPluginRuntime;
import dev.winnow.plugin.loader.LoadReport;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginLoader;
import dev.winnow.plugin.loader.PluginRuntime;
import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.spi.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a daemon does with published plugins: lays them down from MySQL, and loads them. */
final class Daemons {
    private Daemons() {
    }

    /** A plugin as its files lie there. */
    static MaterialisedPlugin inPlace(PluginContent content) {
        return new MaterialisedPlugin(content.manifest(), content.digest(), content.folder(), Settings.NONE);
    }

    /** The plugins of a {@link PublishedList}, as their files lie there. */
    static List<MaterialisedPlugin> inPlace(Path root) throws IOException, PluginRefusedException {
        List<MaterialisedPlugin> plugins = new ArrayList<>();
        for (PublishedList.Entry each : PublishedList.read(root)) {
            plugins.add(inPlace(new ContentReader().readUnpacked(each.folder(), each.name()).content()));
        }
        return plugins;
    }

    /** A published one: fetched where the cache has it not, verified where it has. */
    static MaterialisedPlugin laid(PluginStore store, Path cache, String name) throws IOException {
        PublishedPlugin plugin = store.current().orElseThrow().plugins().stream()
                .filter(published -> published.name().equals(name)).findFirst().orElseThrow();
        String digest = Objects.requireNonNull(plugin.digest());
        Path folder = new ContentCache(cache).materialise(digest, store.files(digest),
                (file, out) -> fetch(store, file, out));
        return new MaterialisedPlugin(Objects.requireNonNull(plugin.manifest()), digest, folder, Settings.NONE);
    }

    private static void fetch(PluginStore store, ContentFile file, OutputStream out) throws IOException {
        Path temporary = Files.createTempFile("winnow-blob", null);
        try {
            store.fetch(file.sha256(), temporary);
            Files.copy(temporary, out);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Loads, and unloads; a figure for something that did not load is none. */
    static void load(MaterialisedPlugin plugin) {
        try (PluginLoader loader = loader(new JavaPluginRuntime())) {
            requireWhole(loader.load(List.of(plugin), List.of()));
        }
    }

    /** A loader of plugins in this language. */
    static PluginLoader loader(PluginRuntime runtime) {
        return new PluginLoader(List.of(runtime), Duration.ofMinutes(2), reference -> reference, Contexts.DIRECT);
    }

    /** Throws where something is not loaded. */
    static LoadReport requireWhole(LoadReport report) {
        if (!report.failed().isEmpty() || !report.warnings().isEmpty()) {
            throw new IllegalStateException("the sample plugins are not loaded: " + report.warnings());
        }
        return report;
    }
}
