package dev.winnow.daemon.plugin;

import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.source.FolderSource;
import dev.winnow.plugin.source.PluginSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The plugins in this host's own distribution. That content ships with Winnow is not taken from MySQL's word. */
final class ShippedPlugins {
    private static final Logger LOG = LoggerFactory.getLogger(ShippedPlugins.class);

    private final Optional<Path> folder;
    private @Nullable Set<String> digests;

    ShippedPlugins(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Whether one of them has this digest. They are read when first asked for. */
    synchronized boolean hold(String digest) {
        Set<String> known = digests;
        if (known == null) {
            known = folder.map(ShippedPlugins::read).orElse(Set.of());
            digests = known;
        }
        return known.contains(digest);
    }

    private static Set<String> read(Path folder) {
        try {
            Path work = Files.createTempDirectory("winnow-shipped-");
            try {
                return FolderSource.bundled(PluginSource.BUNDLED, folder).scan(work).plugins().stream()
                        .map(PluginContent::digest).collect(Collectors.toSet());
            } finally {
                FileSystemUtils.deleteRecursively(work);
            }
        } catch (IOException e) {
            LOG.warn("The plugins that ship with Winnow cannot be read in {} ({}): without a signature they are not"
                    + " loaded here.", folder, e.getMessage());
            return Set.of();
        }
    }
}
