package dev.winnow.cli.bundle;

import dev.winnow.daemon.redaction.Redactor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.springframework.util.unit.DataSize;

/**
 * A tar.gz; where it is a file, only its owner can read it. Every text goes through the redactor; one that is too long
 * keeps its end, and when all of them together are too long, what comes last is left out. A manifest at the end lists
 * what is in it, what was cut, and what could not be had and why.
 */
final class Archive implements AutoCloseable {
    private static final String FOLDER = "winnow-support/";
    private static final int MODE = 0600;

    private final Redactor redactor;
    private final InstantSource clock;
    private final DataSize largestPart;
    private final TarArchiveOutputStream tar;
    private final List<Entry> entries = new ArrayList<>();
    private long room;

    private Archive(TarArchiveOutputStream tar, Redactor redactor, InstantSource clock, DataSize largestPart,
            DataSize largest) {
        this.tar = tar;
        this.redactor = redactor;
        this.clock = clock;
        this.largestPart = largestPart;
        this.room = largest.toBytes();
    }

    /**
     * What became of a part.
     *
     * @param bytes as they stand in the archive; 0 where there are none
     * @param note empty, or that it was cut, or why it is not there
     */
    record Entry(String name, long bytes, String note) {
    }

    /**
     * Begins one.
     *
     * @param file must not exist
     * @param largestPart what is longer is cut
     * @param largest of all parts together, before they are compressed
     */
    static Archive create(Path file, Redactor redactor, InstantSource clock, DataSize largestPart, DataSize largest)
            throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        return into(Files.newOutputStream(file), redactor, clock, largestPart, largest);
    }

    /** The same into a stream, which is closed at the end. */
    static Archive into(OutputStream out, Redactor redactor, InstantSource clock, DataSize largestPart,
            DataSize largest) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(
                new BufferedOutputStream(out)), StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        return new Archive(tar, redactor, clock, largestPart, largest);
    }

    /** Puts a text in, as far as there is room. */
    void add(String name, String text) throws IOException {
        byte[] bytes = redactor.redact(text).getBytes(StandardCharsets.UTF_8);
        long most = Math.min(largestPart.toBytes(), room);
        if (most <= 0) {
            missing(name, "left out: the bundle has reached its size");
        } else if (bytes.length > most) {
            int cut = bytes.length - (int) most;
            write(name, Arrays.copyOfRange(bytes, cut, bytes.length));
            entries.add(new Entry(name, most, "cut: the first " + cut + " bytes are left out"));
        } else {
            write(name, bytes);
            entries.add(new Entry(name, bytes.length, ""));
        }
    }

    /** Notes what could not be had. */
    void missing(String name, String why) {
        entries.add(new Entry(name, 0, redactor.redact(why)));
    }

    /** What is in it so far. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    private void write(String name, byte[] bytes) throws IOException {
        room -= bytes.length;
        TarArchiveEntry entry = new TarArchiveEntry(FOLDER + name);
        entry.setSize(bytes.length);
        entry.setMode(MODE);
        entry.setModTime(Date.from(clock.instant()));
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    /** Puts the manifest in and ends. */
    @Override
    public void close() throws IOException {
        StringBuilder text = new StringBuilder("Support bundle of Winnow, made at ").append(clock.instant())
                .append(".\nSecrets are masked as ").append(Redactor.MASK).append(".\n\n");
        for (Entry entry : entries) {
            text.append(entry.name()).append(": ").append(entry.bytes() == 0 && !entry.note().isEmpty()
                    ? "not there: " + entry.note()
                    : entry.bytes() + " bytes" + (entry.note().isEmpty() ? "" : ", " + entry.note())).append('\n');
        }
        write("MANIFEST.txt", text.toString().getBytes(StandardCharsets.UTF_8));
        tar.close();
    }
}
