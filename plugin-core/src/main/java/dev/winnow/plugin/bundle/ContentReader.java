package dev.winnow.plugin.bundle;

import dev.winnow.plugin.manifest.ManifestReader;
import dev.winnow.plugin.manifest.ManifestReading;
import dev.winnow.plugin.manifest.PluginName;
import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a plugin's folder completely, and only when it has stopped changing. */
public final class ContentReader {
    private final ManifestReader manifests = new ManifestReader();
    private final Stillness stillness;

    /** With the system's clock and real pauses. */
    public ContentReader() {
        this(InstantSource.system(), Pause.real());
    }

    /**
     * @param clock tells how fresh a folder's changes are
     * @param pause how to wait before looking again
     */
    public ContentReader(InstantSource clock, Pause pause) {
        this.stillness = new Stillness(clock, pause);
    }

    /**
     * Reads a folder that others may be writing to.
     *
     * @param name how the plugin is called where its manifest says nothing
     * @throws PluginRefusedException if it is no plugin, or cannot be read, or keeps changing, or is over a limit
     */
    public ContentReading read(Path folder, String name) throws PluginRefusedException {
        try {
            Path root = folder.toRealPath();
            Parts parts = stillness.read(root, snapshot -> parts(root, name, snapshot))
                    .orElseThrow(() -> unstable("its folder '" + folder + "'"));
            return parts.reading(root);
        } catch (IOException e) {
            throw refused(folder, name, e);
        }
    }

    /**
     * Reads a folder that only the caller writes to, such as an unpacked archive.
     *
     * @param name how the plugin is called where its manifest says nothing
     * @throws PluginRefusedException if it is no plugin, or is over a limit
     */
    public ContentReading readUnpacked(Path folder, String name) throws PluginRefusedException {
        try {
            Path root = folder.toRealPath();
            return parts(root, name, FolderWalk.of(root)).reading(root);
        } catch (IOException e) {
            throw refused(folder, name, e);
        }
    }

    /**
     * Copies a single file that others may be writing, such as an archive.
     *
     * @param name how the plugin is called
     * @throws PluginRefusedException if it cannot be read, or keeps changing, or is too large
     */
    public void copy(Path file, String name, Path target) throws PluginRefusedException {
        try {
            if (stillness.read(file.toRealPath(), snapshot -> copied(file, target)).isEmpty()) {
                throw unstable("the file '" + file + "'");
            }
        } catch (IOException e) {
            throw refused(file, name, e);
        }
    }

    private static RefusedContentException unstable(String what) {
        return new RefusedContentException(WarningCode.CONTENT_UNSTABLE, "",
                what + " kept changing while it was read", "Wait until it is copied completely, then restart.");
    }

    private static Sha256.Sum copied(Path file, Path target) throws IOException {
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        return Sha256.of(target);
    }

    private Parts parts(Path root, String name, Snapshot snapshot) throws IOException {
        List<ContentFile> files = new ArrayList<>(snapshot.files().size());
        for (Map.Entry<String, Snapshot.Entry> entry : snapshot.files().entrySet()) {
            Path path = entry.getValue().path();
            try {
                Sha256.Sum sum = Sha256.of(path);
                files.add(new ContentFile(entry.getKey(), sum.hex(), sum.size()));
            } catch (IOException e) {
                throw FolderWalk.unreadable(root, path, e);
            }
        }
        try {
            return new Parts(new ManifestOutcome.Read(manifests.read(root, name)), files, snapshot.hidden());
        } catch (PluginRefusedException e) {
            // Told only when the folder is still: a manifest that is being copied is broken for a moment.
            return new Parts(new ManifestOutcome.Refused(e.warning()), files, snapshot.hidden());
        }
    }

    private PluginRefusedException refused(Path folder, String name, IOException failure) {
        IOException known = failure instanceof NoSuchFileException
                ? FolderWalk.unreadable(folder, folder, new IOException("it is not there", failure))
                : FolderWalk.unreadable(folder, folder, failure);
        String plugin = ownName(folder, name);
        if (known instanceof RefusedContentException refused) {
            return new PluginRefusedException(refused.warning(plugin));
        }
        return new PluginRefusedException(PluginWarning.of(plugin, null, WarningCode.CONTENT_UNREADABLE,
                "Plugin '" + plugin + "' cannot be read: " + known, "Check the folder and restart."));
    }

    /** A plugin whose files are refused is still known by the name in its manifest. */
    private String ownName(Path folder, String name) {
        try {
            return manifests.read(folder, name).manifest().name();
        } catch (PluginRefusedException e) {
            return PluginName.from(name);
        }
    }

    private sealed interface ManifestOutcome {
        record Read(ManifestReading reading) implements ManifestOutcome {
        }

        record Refused(PluginWarning warning) implements ManifestOutcome {
        }
    }

    private record Parts(ManifestOutcome manifest, List<ContentFile> files, List<String> hidden) {
        ContentReading reading(Path root) throws PluginRefusedException {
            return switch (manifest) {
                case ManifestOutcome.Refused(PluginWarning warning) -> throw new PluginRefusedException(warning);
                case ManifestOutcome.Read(ManifestReading reading) -> {
                    String digest = ContentDigest.of(files);
                    List<PluginWarning> warnings = new ArrayList<>();
                    reading.warnings().forEach(warning -> warnings.add(warning.withDigest(digest)));
                    if (!hidden.isEmpty()) {
                        String plugin = reading.manifest().name();
                        warnings.add(PluginWarning.of(plugin, digest, WarningCode.CONTENT_REFUSED,
                                "Hidden files and editors' copies in plugin '" + plugin + "' are left out: "
                                        + String.join(", ", hidden.stream().sorted().limit(10).toList()),
                                "Delete them, or rename what the plugin needs so that it neither begins with a dot nor"
                                        + " looks like an editor's copy.")
                                .at(hidden.getFirst(), 0));
                    }
                    yield new ContentReading(new PluginContent(reading.manifest(), root, files, digest), warnings);
                }
            };
        }
    }
}
