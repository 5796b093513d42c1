package dev.winnow.checks.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zips byte by byte, so that each field can be a lie. */
final class RawZip {
    private static final int DEFLATED = 8;
    private static final int UTF_8 = 0x800;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<byte[]> directory = new ArrayList<>();
    private byte[] comment = new byte[0];

    /**
     * One entry's fields, true ones until told otherwise.
     */
    static final class Entry {
        final byte[] name;
        byte[] localName;
        final byte[] packed;
        byte[] extra = new byte[0];
        int flags = UTF_8;
        int method = DEFLATED;
        int mode;
        long crc;
        long size;
        long packedSize;
        /** Where its header lies; -1 for where it is written. */
        long offset = -1;

        Entry(byte[] name, byte[] content) {
            this.name = name;
            this.localName = name;
            this.packed = deflated(content);
            CRC32 sum = new CRC32();
            sum.update(content);
            this.crc = sum.getValue();
            this.size = content.length;
            this.packedSize = packed.length;
        }

        Entry(String name, String content) {
            this(name.getBytes(StandardCharsets.UTF_8), content.getBytes(StandardCharsets.UTF_8));
        }

        private static byte[] deflated(byte[] content) {
            Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            deflater.end();
            return out.toByteArray();
        }
    }

    RawZip add(String name, String content) {
        return add(new Entry(name, content));
    }

    RawZip add(Entry entry) {
        if (entry.offset < 0) {
            entry.offset = bytes.size();
            bytes.writeBytes(little(30).putInt(0x04034b50).putShort((short) 20).putShort((short) entry.flags)
                    .putShort((short) entry.method).putInt(0).putInt((int) entry.crc).putInt((int) entry.packedSize)
                    .putInt((int) entry.size).putShort((short) entry.localName.length).putShort((short) 0).array());
            bytes.writeBytes(entry.localName);
            bytes.writeBytes(entry.packed);
        }
        ByteArrayOutputStream central = new ByteArrayOutputStream();
        central.writeBytes(little(46).putInt(0x02014b50).putShort((short) (3 << 8 | 20)).putShort((short) 20)
                .putShort((short) entry.flags).putShort((short) entry.method).putInt(0).putInt((int) entry.crc)
                .putInt((int) entry.packedSize).putInt((int) entry.size).putShort((short) entry.name.length)
                .putShort((short) entry.extra.length).putShort((short) 0).putShort((short) 0).putShort((short) 0)
                .putInt(entry.mode << 16).putInt((int) entry.offset).array());
        central.writeBytes(entry.name);
        central.writeBytes(entry.extra);
        directory.add(central.toByteArray());
        return this;
    }

    RawZip comment(byte[] text) {
        comment = text;
        return this;
    }

    byte[] bytes() {
        return bytes(0);
    }

    /** With the table of contents this many bytes from where it is. */
    byte[] bytes(int shift) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes.toByteArray());
        int start = all.size();
        directory.forEach(all::writeBytes);
        int length = all.size() - start;
        all.writeBytes(little(22).putInt(0x06054b50).putInt(0).putShort((short) directory.size())
                .putShort((short) directory.size()).putInt(length).putInt(start + shift)
                .putShort((short) comment.length).array());
        all.writeBytes(comment);
        return all.toByteArray();
    }

    static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
