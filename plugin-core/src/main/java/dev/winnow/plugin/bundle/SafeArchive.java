package dev.winnow.plugin.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Unpacks archives that nobody vouches for. */
public final class SafeArchive {
    private static final int BUFFER = 64 * 1024;
    private static final long RATIO_COUNTS_FROM = 8L * 1024 * 1024;
    private static final int MAX_RATIO = 100;

    /**
     * Unpacks a zip (a jar is one) into an empty or missing folder, and nowhere else.
     *
     * @throws ArchiveRefusedException if it is no whole zip, or holds what it must not
     * @throws IOException if the disk says so
     */
    public void unpack(Path archive, Path folder) throws IOException {
        unpack(archive, folder, path -> true);
    }

    /**
     * Unpacks some of a zip; what is not wanted is not inflated.
     *
     * @param wanted whether to unpack a file with this path
     * @throws ArchiveRefusedException if it is no whole zip, or holds what it must not
     * @throws IOException if the disk says so
     */
    public void unpack(Path archive, Path folder, Predicate<String> wanted) throws IOException {
        CentralDirectory.check(archive);
        try (ZipFile zip = open(archive)) {
            Budget budget = new Budget(Files.size(archive));
            ArchiveNames names = new ArchiveNames();
            Files.createDirectories(folder);
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                String path = names.take(zip, entry);
                if (path.isEmpty() || !wanted.test(path)) {
                    continue;
                }
                Path target = resolve(folder, path);
                if (!target.startsWith(folder.normalize())) {
                    throw new ArchiveRefusedException("its entry '" + path + "' leaves the archive's folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    inflate(zip, entry, target, budget);
                }
            }
        }
    }

    /**
     * Whether a file is a whole zip, as far as its table of contents tells.
     *
     * @throws ArchiveRefusedException if not; its message says why
     */
    public void check(Path archive) throws IOException {
        CentralDirectory.check(archive);
    }

    private static Path resolve(Path folder, String path) throws ArchiveRefusedException {
        try {
            return folder.resolve(path).normalize();
        } catch (InvalidPathException e) {
            // Where the locale is POSIX, only ASCII names can be made.
            throw new ArchiveRefusedException("the name of its entry '" + path + "' cannot be written here ("
                    + e.getReason() + "); start Winnow with LANG=C.UTF-8 if it is right");
        }
    }

    private static ZipFile open(Path archive) throws IOException {
        try {
            return ZipFile.builder().setPath(archive).setUseUnicodeExtraFields(true).get();
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private static void inflate(ZipFile zip, ZipArchiveEntry entry, Path target, Budget budget) throws IOException {
        CRC32 checksum = new CRC32();
        long size = 0;
        try (InputStream in = stream(zip, entry);
                OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
                size += read;
                budget.spend(entry.getName(), size, read);
                checksum.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        if (size != entry.getSize() || checksum.getValue() != entry.getCrc()) {
            throw new ArchiveRefusedException("it is damaged: the checksum of '" + entry.getName() + "' is wrong");
        }
    }

    private static InputStream stream(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        try {
            InputStream in = zip.getInputStream(entry);
            if (in != null) {
                return in;
            }
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
        throw new ArchiveRefusedException("it is damaged: '" + entry.getName() + "' has no content");
    }

    /** Only reading can find the archive wanting; writing speaks of the disk. */
    private static int read(InputStream in, byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private static ArchiveRefusedException damaged(Exception e) {
        ArchiveRefusedException refused = new ArchiveRefusedException(
                "it is damaged or not completely copied (" + e.getMessage() + ")");
        refused.initCause(e);
        return refused;
    }

    /** What may still be written; counted from what is really inflated, whatever the headers say. */
    private static final class Budget {
        private final long archiveSize;
        private long total;

        Budget(long archiveSize) {
            this.archiveSize = archiveSize;
        }

        void spend(String entry, long entrySize, int bytes) throws ArchiveRefusedException {
            total += bytes;
            if (entrySize > Limits.MAX_FILE_BYTES) {
                throw new ArchiveRefusedException("its entry '" + entry + "' has more than "
                        + Limits.mebibytes(Limits.MAX_FILE_BYTES));
            }
            if (total > Limits.MAX_TOTAL_BYTES) {
                throw new ArchiveRefusedException(
                        "it unpacks to more than " + Limits.mebibytes(Limits.MAX_TOTAL_BYTES));
            }
            if (total > RATIO_COUNTS_FROM && total / MAX_RATIO > archiveSize) {
                throw new ArchiveRefusedException("it unpacks to more than " + MAX_RATIO
                        + " times its size, which looks like an attack on the disk");
            }
        }
    }
}
