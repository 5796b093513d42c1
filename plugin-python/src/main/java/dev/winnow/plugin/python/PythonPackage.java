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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Python half, the package {@code winnow}, which lies among this module's resources: in a folder or in a jar.
 *
 * @param folder where its files are
 * @param jar the opened jar; null where it is a folder
 */
record PythonPackage(Path folder, @Nullable FileSystem jar) implements AutoCloseable {
    private static final String ENTRY = "winnow/__init__.py";

    /** Opens it. */
    static PythonPackage open() throws IOException {
        URL entry = Objects.requireNonNull(PythonPackage.class.getResource(ENTRY), ENTRY);
        try {
            if (entry.openConnection() instanceof JarURLConnection connection) {
                URI file = connection.getJarFileURL().toURI();
                FileSystem jar = FileSystems.newFileSystem(Path.of(file));
                return new PythonPackage(parentOf(jar.getPath(connection.getEntryName())), jar);
            }
            return new PythonPackage(parentOf(Path.of(entry.toURI())), null);
        } catch (URISyntaxException e) {
            throw new IOException("unexpected place of a resource: " + entry, e);
        }
    }

    private static Path parentOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
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
