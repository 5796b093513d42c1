package dev.winnow.checks.corpus;

import dev.winnow.checks.corpus.RawZip.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Archives as attackers and broken copies make them. */
final class HostileArchives {
    private static final byte[] GARBAGE = "This is no archive,\u0000 and no Python.\n".getBytes(StandardCharsets.UTF_8);

    private final Path plugins;

    HostileArchives(Path plugins) {
        this.plugins = plugins;
    }

    void make(String name) throws IOException {
        switch (name) {
            case "jar_of_garbage" -> Files.write(plugins.resolve(name + ".jar"), GARBAGE);
            case "py_of_garbage" -> Files.write(plugins.resolve(name + ".py"), GARBAGE);
            default -> Files.write(plugins.resolve(name + ".zip"), zip(name));
        }
    }

    private static RawZip good(String name) {
        return new RawZip().add("plugin.json", HostileTexts.manifest(name, "")).add("notes/readme.txt", "good\n");
    }

    private static byte[] zip(String name) {
        byte[] whole = good(name).bytes();
        return switch (name) {
            case "slip" -> good(name).add("../../slipped.txt", "slipped").bytes();
            case "absolute" -> good(name).add("/tmp/winnow-corpus-slipped", "slipped").bytes();
            case "drive_letter" -> good(name).add("C:/slipped.txt", "slipped").bytes();
            case "backslash" -> good(name).add("..\\..\\slipped.txt", "slipped").bytes();
            case "nul_in_name" -> good(name).add("a.txt\u0000.py", "x").bytes();
            case "control_in_name" -> good(name).add("a\u001b[2J\n.txt", "x").bytes();
            case "name_not_utf_8" ->
                good(name).add(new Entry(new byte[]{'a', (byte) 0xff, (byte) 0xfe}, new byte[0])).bytes();
            case "unicode_path_differs" -> unicodePath(name);
            case "dots_within" -> good(name).add("a/../slipped.txt", "x").bytes();
            case "name_of_300_bytes" -> good(name).add("x".repeat(300), "x").bytes();
            case "path_too_long" -> good(name).add("x".repeat(200).concat("/").repeat(3) + "x", "x").bytes();
            case "path_too_deep" -> good(name).add("x/".repeat(65) + "x", "x").bytes();
            case "a_link" -> moded(name, "link", 0xA1FF, "/etc/passwd");
            case "a_device" -> moded(name, "device", 0x21B6, "");
            case "equal_but_for_case" -> good(name).add("Notes/README.txt", "x").bytes();
            case "entry_twice" -> good(name).add("plugin.json", "{}").bytes();
            case "file_and_folder" -> good(name).add("plugin.json/x", "x").bytes();
            case "local_name_differs" -> localName(name);
            case "encrypted" -> flagged(name, 0x801, 8);
            case "unknown_method" -> flagged(name, 0x800, 12);
            case "bomb_by_ratio" -> good(name).add(new Entry("zeros".getBytes(StandardCharsets.UTF_8),
                    new byte[40 * 1024 * 1024])).bytes();
            case "bomb_by_entries" -> many(name, 10_001);
            case "bomb_by_overlap" -> overlapping(name);
            case "says_less_than_it_inflates_to" -> sized(name, 10, -1);
            case "wrong_checksum" -> sized(name, -1, 0x12345678);
            case "wrong_size" -> sized(name, 1_000_000, -1);
            case "cut_at_a_quarter" -> Arrays.copyOf(whole, whole.length / 4);
            case "cut_at_half" -> Arrays.copyOf(whole, whole.length / 2);
            case "cut_in_the_contents" -> Arrays.copyOf(whole, whole.length - 60);
            case "cut_in_the_end" -> Arrays.copyOf(whole, whole.length - 5);
            case "zip_64" -> zip64(whole);
            case "zip_64_sizes" -> zip64Sizes(name);
            case "something_before" -> joined("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), whole);
            case "something_after" -> joined(whole, GARBAGE);
            case "no_bytes" -> new byte[0];
            case "no_entries" -> new RawZip().bytes();
            case "no_zip" -> GARBAGE;
            case "contents_point_outside" -> good(name).bytes(1_000_000);
            case "nested" -> good(name).add(new Entry("inner.zip".getBytes(StandardCharsets.UTF_8),
                    new RawZip().add("../../slipped.txt", "slipped").bytes())).bytes();
            case "long_comment" -> good(name).comment(new byte[0xFFFF]).bytes();
            default -> throw new IllegalArgumentException("there is no recipe for archives/" + name);
        };
    }

    private static byte[] moded(String name, String entryName, int mode, String content) {
        Entry entry = new Entry(entryName, content);
        entry.mode = mode;
        return good(name).add(entry).bytes();
    }

    /** Info-ZIP's extra field gives a second name, which some readers go by. */
    private static byte[] unicodePath(String name) {
        Entry entry = new Entry("harmless.txt", "x");
        entry.flags = 0;
        CRC32 sum = new CRC32();
        sum.update(entry.name);
        byte[] other = "../../slipped.txt".getBytes(StandardCharsets.UTF_8);
        entry.extra = RawZip.little(9 + other.length).putShort((short) 0x7075).putShort((short) (5 + other.length))
                .put((byte) 1).putInt((int) sum.getValue()).put(other).array();
        return good(name).add(entry).bytes();
    }

    private static byte[] localName(String name) {
        Entry entry = new Entry("harmless.txt", "x");
        entry.localName = "../slips.txt".getBytes(StandardCharsets.UTF_8);
        return good(name).add(entry).bytes();
    }

    private static byte[] flagged(String name, int flags, int method) {
        Entry entry = new Entry("secret.txt", "secret");
        entry.flags = flags;
        entry.method = method;
        return good(name).add(entry).bytes();
    }

    private static byte[] many(String name, int count) {
        RawZip zip = good(name);
        for (int i = 0; i < count; i++) {
            zip.add("f" + i, "");
        }
        return zip.bytes();
    }

    /** A thousand names for the same packed bytes. */
    private static byte[] overlapping(String name) {
        RawZip zip = good(name);
        byte[] content = new byte[64 * 1024];
        Entry first = new Entry("kernel".getBytes(StandardCharsets.UTF_8), content);
        zip.add(first);
        for (int i = 0; i < 1_000; i++) {
            Entry again = new Entry("copy%04d".formatted(i).getBytes(StandardCharsets.UTF_8), content);
            again.offset = first.offset;
            zip.add(again);
        }
        return zip.bytes();
    }

    private static byte[] sized(String name, long size, long crc) {
        Entry entry = new Entry("liar.txt", "x".repeat(10_000));
        entry.size = size < 0 ? entry.size : size;
        entry.crc = crc < 0 ? entry.crc : crc;
        return good(name).add(entry).bytes();
    }

    private static byte[] zip64(byte[] whole) {
        byte[] locator = RawZip.little(20).putInt(0x07064b50).putInt(0).putLong(0).putInt(1).array();
        int end = whole.length - 22;
        return joined(joined(Arrays.copyOf(whole, end), locator), Arrays.copyOfRange(whole, end, whole.length));
    }

    private static byte[] zip64Sizes(String name) {
        Entry entry = new Entry("large.txt", "x");
        entry.size = 0xFFFFFFFFL;
        entry.packedSize = 0xFFFFFFFFL;
        entry.extra = RawZip.little(20).putShort((short) 1).putShort((short) 16).putLong(Long.MAX_VALUE).putLong(3)
                .array();
        return good(name).add(entry).bytes();
    }

    private static byte[] joined(byte[] one, byte[] two) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(one);
        all.writeBytes(two);
        return all.toByteArray();
    }
}
