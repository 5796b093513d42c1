package dev.winnow.plugin.bundle;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One folder of the cache: whether it is as published, and how it is filled. */
record CachedFolder(Path folder, List<ContentFile> files) {
    private static final Logger LOG = LoggerFactory.getLogger(CachedFolder.class);

    /** Whether exactly these files are there, with exactly these bytes: each is read and summed up. */
    boolean isWhole() {
        Comparison comparison = new Comparison();
        files.forEach(file -> comparison.expected.put(folder.resolve(file.path()), file));
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(folder, comparison);
                return comparison.same && comparison.expected.isEmpty();
            }
        } catch (IOException e) {
            LOG.debug("The cached folder {} cannot be read", folder, e);
        }
        return false;
    }

    /** Holds what is there against what was published. Links are not followed, so one is never what was published. */
    private static final class Comparison extends SimpleFileVisitor<Path> {
        private final Map<Path, ContentFile> expected = new HashMap<>();
        private boolean same = true;

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
            ContentFile file = expected.remove(path);
            same = file != null && attributes.isRegularFile() && attributes.size() == file.size()
                    && Sha256.of(path).hex().equals(file.sha256());
            return same ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }
    }

    /**
     * Fetches all files.
     *
     * @throws DigestMismatchException if one is not what it must be
     */
    void fill(BlobFetcher fetch) throws IOException {
        Files.createDirectories(folder);
        for (ContentFile file : files) {
            Path target = folder.resolve(file.path());
            Files.createDirectories(target.getParent());
            MessageDigest digest = Sha256.start();
            long size;
            try (OutputStream plain = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE); Counted out = new Counted(plain, digest, file)) {
                fetch.fetch(file, out);
                size = out.size;
            }
            if (size != file.size() || !Sha256.hex(digest).equals(file.sha256())) {
                throw mismatch(file);
            }
            makeReadOnly(target);
        }
    }

    private static DigestMismatchException mismatch(ContentFile file) {
        return new DigestMismatchException(file.path(),
                "The bytes of '" + file.path() + "' are not those that were published (SHA-256 " + file.sha256() + ", "
                        + file.size() + " bytes)");
    }

    private static void makeReadOnly(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("r--r--r--"));
        }
    }

    /** Sums up what passes, and stops a sender who does not. */
    private static final class Counted extends FilterOutputStream {
        private final MessageDigest digest;
        private final ContentFile file;
        private long size;

        Counted(OutputStream out, MessageDigest digest, ContentFile file) {
            super(out);
            this.digest = digest;
            this.file = file;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[]{(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            size += length;
            if (size > file.size()) {
                throw mismatch(file);
            }
            digest.update(bytes, offset, length);
            out.write(bytes, offset, length);
        }
    }
}
