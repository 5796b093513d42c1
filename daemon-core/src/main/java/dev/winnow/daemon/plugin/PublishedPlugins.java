package dev.winnow.daemon.plugin;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.plugin.bundle.ContentCache;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.DigestMismatchException;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lays a generation's plugins down on this host, verified; what cannot be is a warning on its plugin. */
final class PublishedPlugins {
    private final PluginStore store;
    private final ContentCache cache;
    private final OperatorSettings settings;

    PublishedPlugins(PluginStore store, ContentCache cache, OperatorSettings settings) {
        this.store = store;
        this.cache = cache;
        this.settings = settings;
    }

    /** The generation's plugins that have content, sorted by name. */
    Laid lay(Generation generation) {
        List<MaterialisedPlugin> plugins = new ArrayList<>();
        List<PluginWarning> warnings = new ArrayList<>();
        for (PublishedPlugin plugin : generation.plugins()) {
            String digest = plugin.digest();
            Manifest manifest = plugin.manifest();
            if (digest == null || manifest == null) {
                continue;
            }
            try {
                Path folder = cache.materialise(digest, store.files(digest), this::fetch);
                plugins.add(new MaterialisedPlugin(manifest, digest, folder,
                        settings.of(manifest, digest, warnings::add)));
            } catch (DigestMismatchException e) {
                warnings.add(PluginWarning.of(plugin.name(), digest, WarningCode.DIGEST_MISMATCH,
                        "The file is not the one that was published, so the plugin is not loaded here: "
                                + e.getMessage(),
                        "Publish the plugin once more (restart the scheduler). If it comes back, check the disk and "
                                + "who may write to MySQL.")
                        .at(e.path(), 0));
            } catch (IOException | RuntimeException e) {
                warnings.add(PluginWarning.of(plugin.name(), digest, WarningCode.CONTENT_UNREADABLE,
                        "The plugin could not be laid down on this host, so it is not loaded here: " + e.getMessage(),
                        "Check that WINNOW_CACHE_DIR can be written and has room, and that MySQL answers; then restart "
                                + "this daemon."));
            }
        }
        return new Laid(plugins, warnings);
    }

    private void fetch(ContentFile file, OutputStream out) throws IOException {
        Path temporary = Files.createTempFile("winnow-blob", null);
        try {
            store.fetch(file.sha256(), temporary);
            Files.copy(temporary, out);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** What lies here now, and what is wrong with the rest. */
    record Laid(List<MaterialisedPlugin> plugins, List<PluginWarning> warnings) {
    }
}
