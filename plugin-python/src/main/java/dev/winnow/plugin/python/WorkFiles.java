package dev.winnow.plugin.python;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;

/** The folder that a plugin with the permission {@code files} may write; to it, it is {@code /work}. No links. */
final class WorkFiles implements FileSystem {
    static final String WORK = "/work";

    private static final Path MOUNT = Path.of(WORK);

    private final Path root;

    /** @param root the host's folder, a real path */
    WorkFiles(Path root) {
        this.root = root;
    }

    static boolean holds(Path path) {
        return path.isAbsolute() && path.normalize().startsWith(MOUNT);
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
        Path real = real(path);
        real.getFileSystem().provider().checkAccess(real, modes.toArray(AccessMode[]::new));
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        Files.createDirectory(real(path), attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.delete(real(path));
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
            FileAttribute<?>... attributes) throws IOException {
        return Files.newByteChannel(real(path), options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(real(path))) {
            for (Path child : listed) {
                Path shown = path.resolve(String.valueOf(child.getFileName()));
                if (filter.accept(shown)) {
                    children.add(shown);
                }
            }
        }
        return new Listing(children);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        Files.move(real(source), real(target), options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        Files.setAttribute(real(path), attribute, value, options);
    }

    @Override
    public Path toAbsolutePath(Path path) {
        return path.isAbsolute() ? path : MOUNT.resolve(path);
    }

    @Override
    public Path toRealPath(Path path, LinkOption... options) throws IOException {
        Path absolute = toAbsolutePath(path).normalize();
        checkAccess(absolute, Set.of());
        return absolute;
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return Files.readAttributes(real(path), attributes, options);
    }

    @Override
    public Path getTempDirectory() {
        return MOUNT;
    }

    /** The host's file behind a path. A plugin cannot make links; one that somebody else put there is not followed. */
    private Path real(Path path) throws IOException {
        Path absolute = toAbsolutePath(path).normalize();
        Path real = root.resolve(MOUNT.relativize(absolute).toString()).normalize();
        Path existing = real;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = Objects.requireNonNull(existing.getParent(), () -> path.toString());
        }
        if (!absolute.startsWith(MOUNT) || !existing.toRealPath().equals(existing)) {
            throw new NoSuchFileException(path.toString());
        }
        return real;
    }
}
