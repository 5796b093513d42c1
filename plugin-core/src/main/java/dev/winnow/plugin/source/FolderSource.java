package dev.winnow.plugin.source;

import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.source.SourceScan.Marker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder each of whose entries is a plugin: the operators' folder, and that of the bundled plugins. */
public final class FolderSource implements PluginSource {
    /** The name of the marker file, which tells an emptied folder from one that is not mounted. */
    public static final String MARKER = ".winnow-plugins";

    private final String name;
    private final Path folder;
    private final boolean marked;
    private final ContentReader reader;

    /**
     * @param marked whether the folder has a marker
     * @param reader how plugins are read
     */
    public FolderSource(String name, Path folder, boolean marked, ContentReader reader) {
        this.name = name;
        this.folder = folder.toAbsolutePath().normalize();
        this.marked = marked;
        this.reader = reader;
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
        checkReadable();
        List<String> unknown = EntryScan.living(reader).scan(folder, work, result);
        if (!unknown.isEmpty()) {
            result.warn(StagedPlugins.noPlugins(name, location(), unknown));
        }
        return result.scan(marked ? new MarkerFile(folder.resolve(MARKER)).read() : new Marker.NotUsed());
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

    private void checkReadable() throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            listed.forEach(each -> {
            });
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
