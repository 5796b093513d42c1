package dev.winnow.plugin.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks at a zip's central directory before anything else does: what reads it takes memory for each entry it names, so
 * their number is bounded first. Where the directory's bounds are not exactly what the end record says, the archive is
 * refused, because two readers might then see two archives.
 */
final class CentralDirectory {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int LOCATOR_64_SIGNATURE = 0x07064b50;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int END_LENGTH = 22;
    private static final int LOCAL_LENGTH = 30;
    private static final int ENTRY_LENGTH = 46;
    private static final int LOCATOR_64_LENGTH = 20;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final long MAX_LENGTH = 32L * 1024 * 1024;

    private CentralDirectory() {
    }

    /** @throws ArchiveRefusedException if it is no whole zip, or has too many entries, or is a ZIP64 archive */
    static void check(Path archive) throws IOException {
        try (FileChannel channel = FileChannel.open(archive)) {
            long size = channel.size();
            if (size > Limits.MAX_TOTAL_BYTES) {
                throw new ArchiveRefusedException("it has more than " + Limits.mebibytes(Limits.MAX_TOTAL_BYTES));
            }
            int tailLength = (int) Math.min(size, END_LENGTH + MAX_COMMENT + LOCATOR_64_LENGTH);
            ByteBuffer tail = read(channel, size - tailLength, tailLength);
            int end = endRecord(tail);
            if (end >= LOCATOR_64_LENGTH && tail.getInt(end - LOCATOR_64_LENGTH) == LOCATOR_64_SIGNATURE) {
                throw new ArchiveRefusedException(
                        "it is a ZIP64 archive, which a plugin is too small to need; pack it again");
            }
            long length = Integer.toUnsignedLong(tail.getInt(end + 12));
            long offset = Integer.toUnsignedLong(tail.getInt(end + 16));
            if (offset + length != size - tailLength + end) {
                throw new ArchiveRefusedException("its table of contents is not where the archive says");
            }
            if (length > MAX_LENGTH) {
                throw tooMany();
            }
            List<Part> parts = parts(read(channel, offset, (int) length));
            checkLocal(channel, parts, offset);
        }
    }

    private static int endRecord(ByteBuffer tail) throws ArchiveRefusedException {
        for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE) {
                if (at + END_LENGTH + Short.toUnsignedInt(tail.getShort(at + 20)) != tail.limit()) {
                    throw new ArchiveRefusedException("something follows after its end");
                }
                return at;
            }
        }
        throw new ArchiveRefusedException("it is no zip archive, or not completely copied");
    }

    private static List<Part> parts(ByteBuffer directory) throws ArchiveRefusedException {
        List<Part> parts = new ArrayList<>();
        for (int at = 0; at < directory.limit();) {
            if (directory.limit() - at < ENTRY_LENGTH || directory.getInt(at) != ENTRY_SIGNATURE) {
                throw new ArchiveRefusedException("its table of contents is damaged");
            }
            if (parts.size() >= Limits.MAX_FILES) {
                throw tooMany();
            }
            int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
            if (directory.limit() - at - ENTRY_LENGTH < nameLength) {
                throw new ArchiveRefusedException("its table of contents is damaged");
            }
            ByteBuffer name = directory.slice(at + ENTRY_LENGTH, nameLength);
            checkName(name.duplicate());
            parts.add(new Part(name,
                    Integer.toUnsignedLong(directory.getInt(at + 20)),
                    Integer.toUnsignedLong(directory.getInt(at + 42))));
            at += ENTRY_LENGTH + nameLength + Short.toUnsignedInt(directory.getShort(at + 30))
                    + Short.toUnsignedInt(directory.getShort(at + 32));
        }
        return parts;
    }

    /** What unpacks it would put something else where a byte is not UTF-8, and other readers something else again. */
    private static void checkName(ByteBuffer name) throws ArchiveRefusedException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(name);
        } catch (CharacterCodingException e) {
            throw new ArchiveRefusedException("the name of one of its entries is not UTF-8; pack it again");
        }
    }

    /**
     * Each entry has a header of its own before its bytes, of the same name, and none lies within another: else the
     * archive unpacks to many times what it holds, or to something else with a reader that goes by these headers.
     */
    private static void checkLocal(FileChannel channel, List<Part> parts, long end) throws IOException {
        parts.sort(Comparator.comparingLong(Part::offset));
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            long next = i + 1 < parts.size() ? parts.get(i + 1).offset() : end;
            int headerLength = LOCAL_LENGTH + part.name().limit();
            if (next - part.offset() < headerLength) {
                throw new ArchiveRefusedException("its entries lie over each other");
            }
            ByteBuffer header = read(channel, part.offset(), headerLength);
            if (header.getInt(0) != LOCAL_SIGNATURE || Short.toUnsignedInt(header.getShort(26)) != part.name().limit()
                    || !header.slice(LOCAL_LENGTH, part.name().limit()).equals(part.name())) {
                throw new ArchiveRefusedException("an entry is named otherwise than in its table of contents");
            }
            if (next - part.offset() - headerLength - Short.toUnsignedInt(header.getShort(28)) < part.size()) {
                throw new ArchiveRefusedException("its entries lie over each other");
            }
        }
    }

    private static ArchiveRefusedException tooMany() {
        return new ArchiveRefusedException("it has more than " + Limits.MAX_FILES + " entries");
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                throw new ArchiveRefusedException("it became shorter while it was read");
            }
            at += read;
        }
        return buffer.flip();
    }

    /**
     * One entry as the table of contents has it.
     *
     * @param name its bytes
     * @param size of its packed bytes
     * @param offset of its own header
     */
    private record Part(ByteBuffer name, long size, long offset) {
    }
}
