package dev.winnow.scheduler.publish;

import dev.winnow.db.plugin.PluginStore;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what of a version of a plugin can be compared. Of a published one only the small files of definitions are fetched. */
final class VersionReader {
    private static final Logger LOG = LoggerFactory.getLogger(VersionReader.class);
    private static final long LARGEST = 1 << 20;

    private final PluginStore store;
    private final DeclaredExtensions declared = new DeclaredExtensions();

    VersionReader(PluginStore store) {
        this.store = store;
    }

    /** One that was found. */
    PluginVersion found(PluginContent content) {
        return new PluginVersion(content.manifest(), content.digest(), content.files(), declared.of(content.manifest(),
                content.folder(), content.files()));
    }

    /**
     * One that is published.
     *
     * @param work where to put what is fetched
     */
    PluginVersion published(Manifest manifest, String digest, Path work) throws IOException {
        List<ContentFile> files = store.files(digest);
        return new PluginVersion(manifest, digest, files, fetched(manifest, digest, files, work));
    }

    private Map<PlannedExtension, Object> fetched(Manifest manifest, String digest, List<ContentFile> files, Path work)
            throws IOException {
        Path folder = work.resolve("published").resolve(digest);
        try {
            for (ContentFile file : files) {
                if (DeclaredExtensions.isDefinition(file.path()) && file.size() <= LARGEST) {
                    Path target = folder.resolve(file.path());
                    Files.createDirectories(target.getParent());
                    store.fetch(file.sha256(), target);
                }
            }
        } catch (IllegalStateException e) {
            LOG.info("What plugin {} declares now cannot be compared: {}", manifest.name(), e.getMessage());
        }
        return declared.of(manifest, folder, files);
    }
}
