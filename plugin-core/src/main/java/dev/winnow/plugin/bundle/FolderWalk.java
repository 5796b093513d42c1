package dev.winnow.plugin.bundle;

import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Walks a plugin's folder once, following links that stay inside, and refuses what cannot be taken. */
final class FolderWalk extends SimpleFileVisitor<Path> {
    private static final String TIDY = "Remove it from the plugin's folder and restart.";

    private final Path root;
    private final SortedMap<String, Snapshot.Entry> files = new TreeMap<>();
    private final Map<String, String> folded = new HashMap<>();
    private final List<String> hidden = new ArrayList<>();
    private Instant newest = Instant.EPOCH;
    private long total;
    private int folders;

    private FolderWalk(Path root) {
        this.root = root;
    }

    /**
     * What is there now.
     *
     * @param root a real path
     * @throws RefusedContentException for what cannot be taken
     * @throws NoSuchFileException if something vanished meanwhile
     */
    static Snapshot of(Path root) throws IOException {
        FolderWalk walk = new FolderWalk(root);
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Limits.MAX_DEPTH, walk);
        return new Snapshot(walk.files, walk.newest, List.copyOf(walk.hidden));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (folder.equals(root)) {
            noteChange(folder, attributes);
            return FileVisitResult.CONTINUE;
        }
        if (isLeftOut(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        checkLink(folder);
        if (++folders > Limits.MAX_FILES) {
            String path = relative(folder);
            throw refused(path, "it has more than " + Limits.MAX_FILES
                    + " folders, those counted that links lead to again", TIDY);
        }
        noteChange(folder, attributes);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (isLeftOut(file)) {
            return FileVisitResult.CONTINUE;
        }
        String path = normalised(file);
        if (attributes.isDirectory()) {
            throw refused(path, "'" + path + "' lies deeper than " + Limits.MAX_DEPTH + " folders", TIDY);
        }
        if (attributes.isSymbolicLink()) {
            throw refused(path, "the link '" + path + "' points to nothing", TIDY);
        }
        if (!attributes.isRegularFile()) {
            throw refused(path, "'" + path + "' is neither a file nor a folder, but a pipe, socket or device", TIDY);
        }
        checkLink(file);
        checkSizes(path, attributes.size());
        FileTime changed = noteChange(file, attributes);
        files.put(path, new Snapshot.Entry(file, attributes.size(), attributes.lastModifiedTime(), changed,
                attributes.fileKey()));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (!file.equals(root) && isLeftOut(file)) {
            return FileVisitResult.CONTINUE;
        }
        throw failure instanceof FileSystemLoopException
                ? refused(relative(file), "the link '" + relative(file) + "' leads back to a folder above it", TIDY)
                : unreadable(root, file, failure);
    }

    /** What an error of the file system means; one that something vanished stays as it is. */
    static IOException unreadable(Path root, Path file, IOException failure) {
        if (failure instanceof NoSuchFileException || failure instanceof RefusedContentException) {
            return failure;
        }
        String reason = failure instanceof AccessDeniedException ? "permission denied" : failure.toString();
        String user = System.getProperty("user.name", "unknown");
        return new RefusedContentException(WarningCode.CONTENT_UNREADABLE, relative(root, file),
                "'" + file + "' cannot be read by user '" + user + "': " + reason,
                "Let user '" + user + "' read it, for example by chmod -R a+rX " + root + ", and restart.");
    }

    private boolean isLeftOut(Path path) {
        String name = String.valueOf(path.getFileName());
        if (LeftOut.isNoise(name)) {
            return true;
        }
        if (LeftOut.isHidden(name)) {
            hidden.add(relative(path));
            return true;
        }
        return false;
    }

    private void checkLink(Path path) throws IOException {
        if (Files.isSymbolicLink(path) && !path.toRealPath().startsWith(root)) {
            String name = relative(path);
            throw refused(name, "the link '" + name + "' leaves the plugin's folder",
                    "Put the file itself there and restart.");
        }
    }

    private void checkSizes(String path, long size) throws IOException {
        total += size;
        if (size > Limits.MAX_FILE_BYTES) {
            throw refused(path, "'" + path + "' has " + Limits.mebibytes(size) + ", more than "
                    + Limits.mebibytes(Limits.MAX_FILE_BYTES), TIDY);
        }
        if (total > Limits.MAX_TOTAL_BYTES) {
            throw refused(path, "its files together have more than " + Limits.mebibytes(Limits.MAX_TOTAL_BYTES), TIDY);
        }
        if (files.size() >= Limits.MAX_FILES) {
            throw refused(path, "it has more than " + Limits.MAX_FILES + " files", TIDY);
        }
    }

    private String normalised(Path file) throws IOException {
        String path = Normalizer.normalize(relative(file), Normalizer.Form.NFC);
        boolean strange = path.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == '\uFFFD');
        if (strange) {
            throw refused(path, "the name '" + path.replaceAll("\\p{Cntrl}", "?")
                    + "' has a backslash, a control character or one that is not UTF-8",
                    "Rename it, or start Winnow with LANG=C.UTF-8 if it is right, and restart.");
        }
        if (path.length() > Limits.MAX_PATH_CHARS) {
            throw refused(path.substring(0, Limits.MAX_PATH_CHARS), "the path '" + path + "' is longer than "
                    + Limits.MAX_PATH_CHARS + " characters", "Shorten it and restart.");
        }
        String other = folded.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
        if (other != null) {
            throw refused(path,
                    "'" + other + "' and '" + path + "' differ only in case, which not every system can keep"
                            + " apart",
                    "Rename one of them and restart.");
        }
        return path;
    }

    private FileTime noteChange(Path path, BasicFileAttributes attributes) throws IOException {
        FileTime changed = attributes.lastModifiedTime();
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            changed = (FileTime) Files.getAttribute(path, "unix:ctime");
        }
        Instant latest = changed.compareTo(attributes.lastModifiedTime()) > 0
                ? changed.toInstant()
                : attributes.lastModifiedTime().toInstant();
        newest = latest.isAfter(newest) ? latest : newest;
        return changed;
    }

    private String relative(Path path) {
        return relative(root, path);
    }

    private static String relative(Path root, Path path) {
        return path.startsWith(root)
                ? root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/")
                : path.toString();
    }

    private static RefusedContentException refused(String file, String message, String hint) {
        return new RefusedContentException(WarningCode.CONTENT_REFUSED, file, message, hint);
    }
}
