package dev.winnow.plugin.source;

import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.SafeArchive;
import dev.winnow.plugin.manifest.PluginName;
import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.source.SourceScan.Marker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder each of whose entries is a plugin: the operators' folder, and that of the bundled plugins. */
public final class FolderSource implements PluginSource {
    /** The name of the marker file, which tells an emptied folder from one that is not mounted. */
    public static final String MARKER = ".winnow-plugins";

    private static final Logger LOG = LoggerFactory.getLogger(FolderSource.class);

    private final String name;
    private final Path folder;
    private final boolean marked;
    private final ContentReader reader;
    private final PackedPlugins packed;

    /**
     * @param marked whether the folder has a marker
     * @param reader how plugins are read
     */
    public FolderSource(String name, Path folder, boolean marked, ContentReader reader) {
        this.name = name;
        this.folder = folder.toAbsolutePath().normalize();
        this.marked = marked;
        this.reader = reader;
        this.packed = new PackedPlugins(reader, new SafeArchive());
    }

    /** A folder without a marker, such as that of the bundled plugins. */
    public static FolderSource bundled(String name, Path folder) {
        return new FolderSource(name, folder, false, new ContentReader());
    }

    /** The operators' folder, with a marker. */
    public static FolderSource local(String name, Path folder) {
        return new FolderSource(name, folder, true, new ContentReader());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String location() {
        return folder.toString();
    }

    @Override
    public SourceScan scan(Path work) throws IOException {
        ScanResult result = new ScanResult();
        List<String> unknown = new ArrayList<>();
        for (Path child : children()) {
            FolderEntry entry = FolderEntry.of(child);
            try {
                switch (entry.kind()) {
                    case FOLDER -> result.add(reader.read(child, entry.name()), child);
                    case ZIP, JAR, PYTHON -> unpack(entry, work, result);
                    case UNKNOWN -> unknown.add(String.valueOf(child.getFileName()));
                    case IGNORED -> {
                    }
                }
            } catch (PluginRefusedException e) {
                result.addBroken(e.warning());
            } catch (RuntimeException e) {
                // A reader of ours stumbles: that costs this plugin, not the others.
                LOG.error("The reader of {} failed", child, e);
                result.addBroken(stumbled(entry, e));
            }
        }
        if (!unknown.isEmpty()) {
            result.warn(PluginWarning.of("source:" + name, null, WarningCode.CONTENT_REFUSED,
                    "In " + folder + " these are no plugins and are ignored: " + String.join(", ", unknown),
                    "A plugin is a folder, a .zip, a .jar or a .py file; pack it as one of these, or move it elsewhere."));
        }
        return result.scan(marked ? new MarkerFile(folder.resolve(MARKER)).read() : new Marker.NotUsed());
    }

    private static PluginWarning stumbled(FolderEntry entry, RuntimeException failure) {
        return PluginWarning.of(PluginName.from(entry.name()), null, WarningCode.CONTENT_UNREADABLE,
                "'" + entry.path() + "' cannot be read: " + failure,
                "This is a fault of Winnow that the plugin brings to light; the log of the scheduler says more.");
    }

    private void unpack(FolderEntry entry, Path work, ScanResult result) throws PluginRefusedException, IOException {
        Path own = Files.createTempDirectory(Files.createDirectories(work), name + "-");
        for (Map.Entry<String, Path> found : packed.unpack(entry, own)) {
            try {
                result.add(reader.readUnpacked(found.getValue(), found.getKey()), entry.path());
            } catch (PluginRefusedException e) {
                result.addBroken(e.warning());
            }
        }
    }

    /**
     * Writes the marker, in one step.
     *
     * @param installation the installation's id
     * @throws IOException if the folder cannot be written; it says by whom
     */
    public void writeMarker(String installation) throws IOException {
        new MarkerFile(folder.resolve(MARKER)).write(installation);
    }

    private List<Path> children() throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.sorted().toList();
        } catch (NoSuchFileException e) {
            throw unreachable("does not exist", "Create it, or mount what belongs there, and restart.", e);
        } catch (NotDirectoryException e) {
            throw unreachable("is not a folder", "Put a folder there and restart.", e);
        } catch (IOException | UncheckedIOException e) {
            throw unreachable("cannot be read by user '" + System.getProperty("user.name", "unknown") + "' (" + e + ")",
                    "Let this user read it and restart.", e);
        }
    }

    private IOException unreachable(String what, String hint, Exception cause) {
        return new IOException("The plugins folder " + folder + " of source '" + name + "' " + what
                + "; what was published from it stays. " + hint, cause);
    }
}
