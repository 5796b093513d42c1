package dev.winnow.quickstart;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder that holds all a quickstart keeps: data, secrets, logs, process ids. */
final class StateFolder {
    /** What {@code --reset} takes away; the unpacked servers stay. */
    private static final List<String> ENTRIES = List.of("data", "secrets", "ports", "logs", "token", "url", "plugins",
            "pids", "cache", "cds", "diagnostics", "processes");
    private static final List<String> FOLDERS = List.of("data", "logs", "pids", "cache", "cds", "diagnostics",
            "processes", "servers");
    private static final long OLD_LOG_BYTES = 10_000_000;

    private final Path root;

    private StateFolder(Path root) {
        this.root = root;
    }

    /** The folder, made if it is missing; one that holds somebody else's files is refused. */
    static StateFolder open(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        try {
            boolean fresh = !Files.exists(absolute);
            Files.createDirectories(absolute);
            if (!fresh && !Files.exists(absolute.resolve(StateLock.FILE)) && !isEmpty(absolute)) {
                throw new QuickstartException("the data folder " + absolute + " holds other files and was not made by a"
                        + " quickstart: name an empty or a new one with --data");
            }
            if (posix(absolute)) {
                Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
            }
            return new StateFolder(absolute);
        } catch (FileAlreadyExistsException e) {
            throw new QuickstartException("the data folder " + absolute + " cannot be made: " + e.getFile()
                    + " is a file; name another with --data", e);
        } catch (IOException e) {
            throw unwritable(absolute, e);
        }
    }

    /** Makes the folders within it. */
    void prepare() {
        try {
            for (String folder : FOLDERS) {
                Files.createDirectories(root.resolve(folder));
            }
        } catch (IOException e) {
            throw unwritable(root, e);
        }
    }

    /** Forgets all that was. */
    void reset() {
        try {
            for (String entry : ENTRIES) {
                deleteTree(root.resolve(entry));
            }
        } catch (IOException e) {
            throw new QuickstartException("the earlier state in " + root + " cannot be deleted: " + e
                    + "; delete the folder yourself", e);
        }
    }

    Path root() {
        return root;
    }

    Path of(String name) {
        return root.resolve(name);
    }

    Path data(String server) {
        return root.resolve("data").resolve(server);
    }

    /** The log of a process; a long one of earlier runs is put aside first. */
    Path log(String process) {
        Path log = root.resolve("logs").resolve(process + ".log");
        try {
            if (Files.exists(log) && Files.size(log) > OLD_LOG_BYTES) {
                Files.move(log, log.resolveSibling(process + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            return log;
        } catch (IOException e) {
            throw unwritable(root, e);
        }
    }

    Path pidFile(String process) {
        return root.resolve("pids").resolve(process + ".pid");
    }

    /** A file's text without blanks at its ends, if there is one. */
    Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new QuickstartException(file + " cannot be read: " + e, e);
        }
    }

    /** Deletes a file, if it is there. */
    void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(root, e);
        }
    }

    /** Writes a file that only its owner can read; all of it or nothing. */
    void write(Path file, String text) {
        Path half = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(half);
            if (posix(root)) {
                Files.createFile(half,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(half, text);
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(root, e);
        }
    }

    private static QuickstartException unwritable(Path folder, IOException e) {
        return new QuickstartException("the data folder " + folder + " cannot be written (" + e
                + "): see its owner and the free space on its disk, or name another with --data", e);
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void deleteTree(Path path) throws IOException {
        if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(path)) {
            for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
