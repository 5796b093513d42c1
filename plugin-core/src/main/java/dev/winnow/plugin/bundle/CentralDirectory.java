package dev.winnow.plugin.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Looks at a zip's central directory before anything else does: what reads it takes memory for each entry it names, so
 * their number is bounded first. Where the directory's bounds are not exactly what the end record says, the archive is
 * refused, because two readers might then see two archives.
 */
final class CentralDirectory {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int LOCATOR_64_SIGNATURE = 0x07064b50;
    private static final int END_LENGTH = 22;
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
            count(read(channel, offset, (int) length));
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

    private static void count(ByteBuffer directory) throws ArchiveRefusedException {
        int entries = 0;
        for (int at = 0; at < directory.limit(); entries++) {
            if (directory.limit() - at < ENTRY_LENGTH || directory.getInt(at) != ENTRY_SIGNATURE) {
                throw new ArchiveRefusedException("its table of contents is damaged");
            }
            if (entries >= Limits.MAX_FILES) {
                throw tooMany();
            }
            at += ENTRY_LENGTH + Short.toUnsignedInt(directory.getShort(at + 28))
                    + Short.toUnsignedInt(directory.getShort(at + 30))
                    + Short.toUnsignedInt(directory.getShort(at + 32));
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
}
