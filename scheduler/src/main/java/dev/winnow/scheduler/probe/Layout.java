package dev.winnow.scheduler.probe;

import dev.winnow.daemon.probe.TrialRequest;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.plugin.bundle.BlobFetcher;
import dev.winnow.plugin.bundle.ContentCache;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Lays content down as daemons find it: exactly the files that its digest is over, verified, read-only. It is the cache
 * from which this scheduler loads afterwards.
 */
final class Layout {
    private final Path cache;
    private final Spare spare;
    private final PluginStore store;

    /**
     * @param cache where this host keeps what is published
     * @param spare a temporary folder, for where that cannot be written
     */
    Layout(Path cache, Spare spare, PluginStore store) {
        this.cache = cache;
        this.spare = spare;
        this.store = store;
    }

    /**
     * What was found at a source.
     *
     * @throws dev.winnow.plugin.bundle.DigestMismatchException if it has changed since
     */
    MaterialisedPlugin of(PluginContent content) throws IOException {
        Path folder = lay(content.digest(), content.files(),
                (file, out) -> Files.copy(content.folder().resolve(file.path()), out));
        return TrialRequest.withDefaults(content.manifest(), content.digest(), folder);
    }

    /** What was published before. */
    MaterialisedPlugin of(PublishedPlugin plugin) throws IOException {
        String digest = Objects.requireNonNull(plugin.digest());
        Path folder = lay(digest, store.files(digest), (file, out) -> {
            Path temporary = Files.createTempFile("winnow-blob", null);
            try {
                store.fetch(file.sha256(), temporary);
                Files.copy(temporary, out);
            } finally {
                Files.deleteIfExists(temporary);
            }
        });
        return TrialRequest.withDefaults(Objects.requireNonNull(plugin.manifest()), digest, folder);
    }

    private Path lay(String digest, List<ContentFile> files, BlobFetcher fetch) throws IOException {
        return new ContentCache(usable()).materialise(digest, files, fetch);
    }

    private Path usable() throws IOException {
        try {
            return Files.isWritable(Files.createDirectories(cache)) ? cache : spare.folder().resolve("cache");
        } catch (IOException e) {
            return spare.folder().resolve("cache");
        }
    }

    /** Makes a folder when it is asked for the first time. */
    @FunctionalInterface
    interface Spare {
        Path folder() throws IOException;
    }
}
