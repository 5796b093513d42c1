package dev.winnow.daemon.plugin;

import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.plugin.bundle.ContentCache;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.DigestMismatchException;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Lays a generation's plugins down on this host, verified; what cannot be is a warning on its plugin. */
final class PublishedPlugins {
    private final PluginStore store;
    private final ContentCache cache;
    private final Supplier<SignatureGate> gates;

    /** @param gates by the keys that this host trusts now */
    PublishedPlugins(PluginStore store, ContentCache cache, Supplier<SignatureGate> gates) {
        this.store = store;
        this.cache = cache;
        this.gates = gates;
    }

    /** The generation's plugins that have content, sorted by name. */
    Laid lay(Generation generation) {
        List<MaterialisedPlugin> plugins = new ArrayList<>();
        SignatureGate gate = gates.get();
        List<PluginWarning> warnings = new ArrayList<>(gate.ownProblem().stream().toList());
        for (PublishedPlugin plugin : generation.plugins()) {
            String digest = plugin.digest();
            Manifest manifest = plugin.manifest();
            if (digest == null || manifest == null) {
                continue;
            }
            try {
                List<ContentFile> files = store.files(digest);
                Path folder = cache.materialise(digest, files, this::fetch);
                Optional<PluginWarning> signature = gate.problem(plugin.source(),
                        new PluginContent(manifest, folder, files, digest));
                signature.ifPresent(warnings::add);
                if (signature.isEmpty() || !gate.refuses()) {
                    plugins.add(new MaterialisedPlugin(manifest, digest, folder, defaults(manifest)));
                }
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

    private static Settings defaults(Manifest manifest) {
        Map<String, Object> values = new HashMap<>();
        for (SettingField field : manifest.settings()) {
            Object value = field.defaultValue();
            if (value != null) {
                values.put(field.name(), value);
            }
        }
        return new Settings(values);
    }

    /** What lies here now, and what is wrong with the rest. */
    record Laid(List<MaterialisedPlugin> plugins, List<PluginWarning> warnings) {
    }
}
