package dev.winnow.bench.plugins;

import dev.winnow.plugin.bundle.ContentCache;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.loader.JavaPluginRuntime;
import dev.winnow.plugin.loader.LoadReport;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginLoader;
import dev.winnow.plugin.manifest.ManifestReader;
import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.Plugin;
import dev.winnow.plugin.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.pf4j.JarPluginManager;
import org.pf4j.PluginManager;

/**
 * One way of loading, in a JVM of its own, as a daemon does once in its life: prints how many milliseconds each of some
 * rounds took. Arguments: the way, a folder as {@link JavaLoadBench} makes it, the number of rounds.
 */
public final class LoadChild {
    private final Path root;
    private final Path warm;
    private final int plugins;

    private LoadChild(Path root) throws IOException {
        this.root = root;
        this.warm = root.resolve("cache");
        this.plugins = PublishedList.read(root).size();
    }

    public static void main(String[] args) throws Exception {
        LoadChild child = new LoadChild(Path.of(args[1]));
        for (int round = 0; round < Integer.parseInt(args[2]); round++) {
            double millis = switch (args[0]) {
                case "winnow-warm" -> child.winnow(child.warm);
                case "winnow-cold" -> child.winnow(child.root.resolve("cold-" + UUID.randomUUID()));
                case "pf4j" -> child.pf4j();
                default -> throw new IllegalArgumentException("there is no way '" + args[0] + "'");
            };
            System.out.println(millis);
        }
        System.exit(0);
    }

    private double winnow(Path cacheFolder) throws Exception {
        List<PublishedList.Entry> published = PublishedList.read(root);
        long start = System.nanoTime();
        ContentCache cache = new ContentCache(cacheFolder);
        ManifestReader manifests = new ManifestReader();
        List<MaterialisedPlugin> laid = new ArrayList<>();
        for (PublishedList.Entry each : published) {
            laid.add(laid(cache, manifests, each));
        }
        PluginLoader loader = new PluginLoader(List.of(new JavaPluginRuntime()), Duration.ofSeconds(30),
                reference -> reference, Contexts.DIRECT);
        LoadReport report = loader.load(laid, List.of());
        double millis = (System.nanoTime() - start) / 1e6;
        int registered = report.registry().all(dev.winnow.plugin.spi.ResourceFilter.class).size()
                + report.registry().all(dev.winnow.plugin.spi.JobHandler.class).size();
        require(report.failed().isEmpty() && report.warnings().isEmpty(), registered);
        loader.close();
        return millis;
    }

    private static MaterialisedPlugin laid(ContentCache cache, ManifestReader manifests, PublishedList.Entry each)
            throws IOException, PluginRefusedException {
        Path folder = cache.materialise(each.digest(), each.files(), (file, out) -> copy(each, file, out));
        return new MaterialisedPlugin(manifests.read(folder, each.name()).manifest(), each.digest(), folder,
                Settings.NONE);
    }

    private static void copy(PublishedList.Entry each, ContentFile file, java.io.OutputStream out) throws IOException {
        Files.copy(each.folder().resolve(file.path()), out);
    }

    private double pf4j() {
        long start = System.nanoTime();
        PluginManager manager = new JarPluginManager(root.resolve("jars"));
        manager.loadPlugins();
        manager.startPlugins();
        List<Extension> registered = new ArrayList<>();
        for (Plugin plugin : manager.getExtensions(Plugin.class)) {
            try {
                plugin.load(Contexts.recording(registered));
            } catch (Exception e) {
                throw new IllegalStateException("pf4j's plugin failed", e);
            }
        }
        double millis = (System.nanoTime() - start) / 1e6;
        require(true, registered.size());
        // Not all at once: 3.15.0 trips over its own list there.
        List.copyOf(manager.getPlugins()).forEach(plugin -> manager.unloadPlugin(plugin.getPluginId()));
        return millis;
    }

    /** A figure for something that did not load is none. */
    private void require(boolean whole, int registered) {
        if (!whole || registered != 2 * plugins) {
            throw new IllegalStateException(
                    "only " + registered + " extensions of " + plugins + " plugins were loaded");
        }
    }
}
