package dev.winnow.plugin.transfer;

import dev.winnow.plugin.bundle.BlobFetcher;
import dev.winnow.plugin.bundle.ContentFile;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes bundles: a zip with {@code winnow-bundle.json} first, then each plugin in a folder of its name. The same
 * plugins give the same bytes on every host, so nothing is compressed, and every entry has the same time.
 */
public final class BundleWriter {
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);
    private static final int PLAIN_FILE = 0100644;

    private BundleWriter() {
    }

    /**
     * Writes one, file by file; memory does not grow with their size.
     *
     * @param fetch brings each file's bytes; they are verified
     * @throws BundleException if the plugins are too many or too large for one, or bytes are not those that the index
     * names
     * @throws IOException if bytes cannot be had or written; what was written so far is the caller's to delete
     */
    public static void write(Path target, BundleIndex index, BlobFetcher fetch) throws IOException {
        index.checkFits();
        byte[] json = BundleJson.write(index);
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(target)) {
            zip.setUseZip64(Zip64Mode.Never);
            zip.setMethod(ZipArchiveOutputStream.STORED);
            begin(zip, BundleIndex.FILE_NAME);
            zip.write(json);
            zip.closeArchiveEntry();
            for (BundledPlugin plugin : index.plugins()) {
                for (ContentFile file : plugin.files()) {
                    begin(zip, BundleIndex.path(plugin, file));
                    // Not closed: that would close the zip.
                    Verified out = new Verified(zip, plugin.name(), file);
                    fetch.fetch(file, out);
                    out.check();
                    zip.closeArchiveEntry();
                }
            }
        }
    }

    private static void begin(ZipArchiveOutputStream zip, String name) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        // A zip's times are local ones.
        entry.setTime(TIME.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli());
        entry.setUnixMode(PLAIN_FILE);
        entry.setMethod(ZipArchiveOutputStream.STORED);
        zip.putArchiveEntry(entry);
    }

    /** Sums up what passes. */
    private static final class Verified extends FilterOutputStream {
        private final String plugin;
        private final ContentFile file;
        private final MessageDigest digest;
        private long size;

        Verified(OutputStream out, String plugin, ContentFile file) {
            super(out);
            this.plugin = plugin;
            this.file = file;
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[]{(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            size += length;
            if (size > file.size()) {
                throw mismatch();
            }
            digest.update(bytes, offset, length);
            out.write(bytes, offset, length);
        }

        void check() throws BundleException {
            if (size != file.size() || !HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
                throw mismatch();
            }
        }

        private BundleException mismatch() {
            return new BundleException("the bytes of '" + file.path() + "' of plugin '" + plugin
                    + "' are not those that were published; publish it again (restart the scheduler), and find out who"
                    + " may write to MySQL");
        }
    }
}
