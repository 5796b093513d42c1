package dev.winnow.plugin.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Python half, the packages {@code winnow} and {@code winnow_migration}, which lie among this module's resources: in
 * a folder or in a jar.
 *
 * @param home the folder that holds the packages
 * @param jar the opened jar; null where it is a folder
 */
record PythonPackage(Path home, @Nullable FileSystem jar) implements AutoCloseable {
    private static final String ENTRY = "winnow/__init__.py";

    /** Where the files of each package are, by its name. */
    Map<String, Path> folders() {
        return Map.of("winnow", home.resolve("winnow"), "winnow_migration", home.resolve("winnow_migration"));
    }

    /** Opens it. */
    static PythonPackage open() throws IOException {
        URL entry = Objects.requireNonNull(PythonPackage.class.getResource(ENTRY), ENTRY);
        try {
            if (entry.openConnection() instanceof JarURLConnection connection) {
                URI file = connection.getJarFileURL().toURI();
                FileSystem jar = FileSystems.newFileSystem(Path.of(file));
                return new PythonPackage(homeOf(jar.getPath(connection.getEntryName())), jar);
            }
            return new PythonPackage(homeOf(Path.of(entry.toURI())), null);
        } catch (URISyntaxException e) {
            throw new IOException("unexpected place of a resource: " + entry, e);
        }
    }

    private static Path homeOf(Path entry) {
        return Objects.requireNonNull(Objects.requireNonNull(entry.toAbsolutePath().getParent()).getParent());
    }

    @Override
    public void close() {
        if (jar != null) {
            try {
                jar.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
