package dev.winnow.plugin.python;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;

/**
 * The files that a plugin's interpreter sees: {@code /plugin/<package>} is the plugin's folder, {@code /winnow} holds the
 * packages of {@link PythonPackage}. Nothing else exists, and nothing can be changed.
 */
final class PluginFiles implements FileSystem {
    static final String PLUGIN = "/plugin";
    static final String LIBRARY = "/winnow";

    private final Path home;
    private final Map<Path, Path> mounts;
    private final Map<Path, List<Path>> above;

    PluginFiles(Path folder, String packageName, PythonPackage library) {
        Path plugin = Path.of(PLUGIN);
        Path winnow = Path.of(LIBRARY);
        home = plugin.resolve(packageName);
        Map<Path, Path> roots = new LinkedHashMap<>();
        library.folders().forEach((name, place) -> roots.put(winnow.resolve(name), place));
        List<Path> libraries = List.copyOf(roots.keySet());
        roots.put(home, folder.toAbsolutePath());
        mounts = Map.copyOf(roots);
        above = Map.of(Path.of("/"), List.of(plugin, winnow), plugin, List.of(home), winnow, libraries);
    }

    @Override
    public Path parsePath(URI uri) {
        return Path.of(uri);
    }

    @Override
    public Path parsePath(String path) {
        return Path.of(path);
    }

    @Override
    public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options) throws IOException {
        if (modes.contains(AccessMode.WRITE)) {
            throw new ReadOnlyFileSystemException();
        }
        Path real = real(path);
        real.getFileSystem().provider().checkAccess(real);
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
            FileAttribute<?>... attributes) throws IOException {
        return Files.newByteChannel(real(path));
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        Path absolute = toAbsolutePath(path).normalize();
        List<Path> children = new ArrayList<>();
        for (Path child : children(absolute)) {
            if (filter.accept(child)) {
                children.add(child);
            }
        }
        return new Listing(children);
    }

    private List<Path> children(Path absolute) throws IOException {
        List<Path> known = above.get(absolute);
        if (known != null) {
            return known;
        }
        Path real = real(absolute);
        if (!Files.isDirectory(real)) {
            throw new NotDirectoryException(absolute.toString());
        }
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(real)) {
            for (Path child : listed) {
                children.add(absolute.resolve(String.valueOf(child.getFileName())));
            }
        }
        return children;
    }

    @Override
    public Path toAbsolutePath(Path path) {
        return path.isAbsolute() ? path : home.resolve(path);
    }

    @Override
    public Path toRealPath(Path path, LinkOption... options) throws IOException {
        Path absolute = toAbsolutePath(path).normalize();
        checkAccess(absolute, Set.of());
        return absolute;
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return Files.readAttributes(real(path), attributes);
    }

    @Override
    public Path getTempDirectory() {
        return home;
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void delete(Path path) {
        throw new ReadOnlyFileSystemException();
    }

    /** The host's file behind a path; for a folder above the mounts, some real folder, which has the same attributes. */
    private Path real(Path path) throws IOException {
        Path absolute = toAbsolutePath(path).normalize();
        if (above.containsKey(absolute)) {
            return mounts.getOrDefault(home, absolute);
        }
        for (Map.Entry<Path, Path> mount : mounts.entrySet()) {
            if (absolute.startsWith(mount.getKey())) {
                Path root = mount.getValue();
                Path real = root.resolve(mount.getKey().relativize(absolute).toString());
                // A link in a plugin's folder must not lead out of it. Throws where there is no such file.
                if (real.toRealPath().startsWith(root.toRealPath())) {
                    return real;
                }
            }
        }
        throw new NoSuchFileException(path.toString());
    }
}
