package dev.winnow.plugin.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Makes zips, good and hostile ones, for tests. */
public final class Zips {
    private Zips() {
    }

    /** A plain one of these texts by path. */
    public static Path of(Path target, Map<String, String> files) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(target)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                entry(zip, file.getKey(), 0, file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return target;
    }

    /** One of a single entry with these mode bits. */
    static Path withMode(Path target, String name, int mode, String content) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(target)) {
            entry(zip, name, mode, content.getBytes(StandardCharsets.UTF_8));
        }
        return target;
    }

    /** One that inflates to this many zeros. */
    static Path bomb(Path target, long bytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(target);
                java.util.zip.ZipOutputStream zip = new java.util.zip.ZipOutputStream(out)) {
            zip.putNextEntry(new java.util.zip.ZipEntry("zeros"));
            byte[] zeros = new byte[1024 * 1024];
            for (long written = 0; written < bytes; written += zeros.length) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        return target;
    }

    private static void entry(ZipArchiveOutputStream zip, String name, int mode, byte[] content) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        if (mode != 0) {
            entry.setUnixMode(mode);
        }
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
    }
}
