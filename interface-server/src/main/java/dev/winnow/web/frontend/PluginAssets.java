package dev.winnow.web.frontend;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds the files of plugins that browsers may have: those below {@code assets/}, or {@code html/} of older plugins,
 * that are part of the published content. A path is looked up among the published ones and never put together, so there
 * is no way out of the folder.
 */
@Component
class PluginAssets {
    private static final Logger LOG = LoggerFactory.getLogger(PluginAssets.class);
    private static final List<String> FOLDERS = List.of("assets/", "html/");

    private final PluginHost host;
    private final PluginStore store;
    private final Map<String, Map<String, ContentFile>> published = new ConcurrentHashMap<>();

    PluginAssets(PluginHost host, PluginStore store) {
        this.host = host;
        this.store = store;
    }

    /** A file that may be sent, with the digest of its bytes. */
    record Asset(Path file, String sha256, long size) {
    }

    /** The digest of the content that runs here; empty for an unknown plugin. */
    Optional<String> digest(String plugin) {
        return plugin(plugin).map(MaterialisedPlugin::digest);
    }

    /** A file by its path below the asset folder; empty if there is none that may be sent. */
    Optional<Asset> find(String plugin, String path) {
        if (isHidden(path)) {
            return Optional.empty();
        }
        return plugin(plugin).flatMap(found -> FOLDERS.stream()
                .flatMap(folder -> Optional.ofNullable(files(found.digest()).get(folder + path)).stream()).findFirst()
                .flatMap(file -> asset(found, file)));
    }

    private Optional<MaterialisedPlugin> plugin(String name) {
        return host.plugins().stream().filter(plugin -> plugin.name().equals(name)).findFirst();
    }

    private Map<String, ContentFile> files(String digest) {
        return published.computeIfAbsent(digest, key -> store.files(key).stream()
                .filter(file -> FOLDERS.stream().anyMatch(file.path()::startsWith))
                .collect(Collectors.toMap(ContentFile::path, file -> file)));
    }

    private static Optional<Asset> asset(MaterialisedPlugin plugin, ContentFile file) {
        try {
            Path folder = plugin.folder().toRealPath();
            Path real = folder.resolve(file.path()).toRealPath();
            if (real.startsWith(folder) && Files.isRegularFile(real)) {
                return Optional.of(new Asset(real, file.sha256(), file.size()));
            }
            LOG.warn("{} of plugin {} leads out of its folder and is not served", file.path(), plugin.name());
        } catch (IOException e) {
            LOG.warn("{} of plugin {} is published, but not in the local cache: a restart fetches it again",
                    file.path(), plugin.name(), e);
        }
        return Optional.empty();
    }

    private static boolean isHidden(String path) {
        return path.isEmpty() || path.startsWith(".") || path.contains("/.") || path.indexOf('\\') >= 0;
    }
}
