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
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Lays a generation's plugins down on this host, verified; what cannot be is a warning on its plugin. */
final class PublishedPlugins {
    private final PluginStore store;
    private final ContentCache cache;
    private final Supplier<SignatureGate> gates;
    private final OperatorSettings settings;

    /** @param gates by the keys that this host trusts now */
    PublishedPlugins(PluginStore store, ContentCache cache, Supplier<SignatureGate> gates, OperatorSettings settings) {
        this.store = store;
        this.cache = cache;
        this.gates = gates;
        this.settings = settings;
    }

    /** The generation's plugins that have content, sorted by name. */
    Laid lay(Generation generation) {
        List<MaterialisedPlugin> plugins = new ArrayList<>();
        SignatureGate gate = gates.get();
        List<PluginWarning> warnings = new ArrayList<>(gate.ownProblem().stream().toList());
        cache.use(generation.plugins().stream().map(PublishedPlugin::digest).filter(Objects::nonNull).collect(
                Collectors.toSet()));
        for (PublishedPlugin plugin : generation.plugins()) {
            String digest = plugin.digest();
            Manifest manifest = plugin.manifest();
            if (digest == null) {
                continue;
            }
            if (manifest == null) {
                warnings.add(gone(generation, plugin.name(), digest));
                continue;
            }
            try {
                List<ContentFile> files = store.files(digest);
                Path folder = cache.materialise(digest, files, this::fetch);
                Optional<PluginWarning> signature = gate.problem(plugin.source(),
                        new PluginContent(manifest, folder, files, digest));
                signature.ifPresent(warnings::add);
                if (signature.isEmpty() || !gate.refuses()) {
                    plugins.add(new MaterialisedPlugin(manifest, digest, folder,
                            settings.of(manifest, digest, warnings::add)));
                }
            } catch (DigestMismatchException e) {
                warnings.add(PluginWarning.of(plugin.name(), digest, WarningCode.DIGEST_MISMATCH,
                        "The file is not the one that was published, so the plugin is not loaded here: "
                                + e.getMessage(),
                        "Restart this daemon. If it comes back, the bytes in MySQL are wrong: check who may write there, "
                                + "and publish the plugin under another version.")
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

    private static PluginWarning gone(Generation generation, String name, String digest) {
        return PluginWarning.of(name, digest, WarningCode.CONTENT_UNREADABLE,
                "The content of this version, which generation " + generation.id()
                        + " names, is not in MySQL, so the plugin is not loaded here.",
                "If this daemon loaded an earlier generation, restart it: it was cleared away meanwhile. Else restart"
                        + " the scheduler, which stores again what its sources still hold, and then this daemon.");
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
