package dev.winnow.plugin.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SafeArchiveTest {
    @TempDir
    Path folder;

    private final SafeArchive archives = new SafeArchive();

    @Test
    void aPlainZipIsUnpacked() throws IOException {
        Path zip = Zips.of(zip(), Map.of("plugin.json", "{}", "a/b/c.txt", "deep", "./d//e.txt", "odd"));
        archives.unpack(zip, out());
        assertThat(out().resolve("plugin.json")).hasContent("{}");
        assertThat(out().resolve("a/b/c.txt")).hasContent("deep");
        assertThat(out().resolve("d/e.txt")).hasContent("odd");
    }

    @Test
    void onlyWhatIsWantedIsUnpacked() throws IOException {
        archives.unpack(Zips.of(zip(), Map.of("a.class", "x", "plugin.json", "{}")), out(),
                path -> path.endsWith(".json"));
        assertThat(out().toFile().list()).containsExactly("plugin.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "..", "/etc/evil", "C:/evil", "c:evil", "a\u0000b", "a\nb"})
    void namesThatLeaveTheFolderAreRefusedAndNothingIsOutside(String name) throws IOException {
        Path zip = Zips.of(zip(), Map.of(name, "evil"));
        assertRefused(zip, "entry");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(zip);
        }
    }

    @Test
    void aBackslashIsNoWayOut() throws IOException {
        Path zip = Zips.of(zip(), Map.of("x/..", "one"));
        byte[] bytes = Files.readAllBytes(zip);
        replace(bytes, "x/..", "..\\a");
        Files.write(zip, bytes);
        assertRefused(zip, "entry");
    }

    @Test
    void linksAndDevicesAreRefused() throws IOException {
        assertRefused(Zips.withMode(zip(), "link", 0xA1FF, "/etc/passwd"), "'link' is a link");
        assertRefused(Zips.withMode(zip(), "pipe", 0x11A4, ""), "neither a file nor a folder");
    }

    @Test
    void twoNamesThatDifferOnlyInCaseAreRefused() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("Plugin.py", "1");
        files.put("plugin.py", "2");
        assertRefused(Zips.of(zip(), files), "differs from another only in case");
        files.clear();
        files.put("a", "file");
        files.put("a/b", "in it");
        assertRefused(Zips.of(zip(), files), "is there twice");
        files.clear();
        files.put("\u00e9.py", "composed");
        files.put("e\u0301.py", "decomposed");
        assertRefused(Zips.of(zip(), files), "is there twice");
    }

    @Test
    void aBombIsStoppedWhileItInflates() throws IOException {
        assertRefused(Zips.bomb(zip(), 200L * 1024 * 1024), "more than 100 times its size");
        assertThat(Files.size(out().resolve("zeros"))).isLessThan(20L * 1024 * 1024);
    }

    @Test
    void aSizeThatTheHeaderLiesAboutIsNoticed() throws IOException {
        Path zip = Zips.of(zip(), Map.of("a.txt", "0123456789"));
        byte[] bytes = Files.readAllBytes(zip);
        int central = find(bytes, new byte[]{0x50, 0x4b, 1, 2});
        bytes[central + 24] = 3;
        Files.write(zip, bytes);
        assertRefused(zip, "damaged");
    }

    @Test
    void tooManyEntriesAreRefusedBeforeTheyAreRead() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i <= Limits.MAX_FILES; i++) {
            files.put("f" + i, "");
        }
        assertRefused(Zips.of(zip(), files), "more than 10000 entries");
    }

    @Test
    void aPathThatIsTooLongOrTooDeepIsRefused() throws IOException {
        assertRefused(Zips.of(zip(), Map.of("x".repeat(600), "")), "longer than 512 characters");
        assertRefused(Zips.of(zip(), Map.of("a/".repeat(100) + "b", "")), "deeper than 64 folders");
    }

    @Test
    void aDamagedOrTornZipIsRefused() throws IOException {
        Files.writeString(zip(), "this is no zip");
        assertRefused(zip(), "no zip archive, or not completely copied");
        Files.write(zip(), new byte[0]);
        assertRefused(zip(), "no zip archive");
        Zips.of(zip(), Map.of("a.txt", "some text that is long enough to be cut in its middle"));
        byte[] whole = Files.readAllBytes(zip());
        for (int length = 0; length < whole.length; length++) {
            Files.write(zip(), Arrays.copyOf(whole, length));
            assertRefused(zip(), "it ");
        }
        Files.write(zip(), whole);
        Files.writeString(zip(), Files.readString(zip(), StandardCharsets.ISO_8859_1) + "trailing",
                StandardCharsets.ISO_8859_1);
        assertRefused(zip(), "something follows after its end");
    }

    @Test
    void noFlippedByteEndsInAnythingButARefusal() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("plugin.json", "{\"name\": \"a\"}");
        files.put("lib/x.txt", "text ".repeat(200));
        byte[] whole = Files.readAllBytes(Zips.of(zip(), files));
        Random random = new Random(42);
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = whole.clone();
            for (int flips = 0; flips <= i % 3; flips++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(zip(), bytes);
            try {
                archives.unpack(zip(), out());
            } catch (ArchiveRefusedException e) {
                assertThat(e).message().isNotBlank();
            }
            Trees.delete(out());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(zip());
        }
    }

    private void assertRefused(Path zip, String message) throws IOException {
        Trees.delete(out());
        assertThatThrownBy(() -> archives.unpack(zip, out())).isInstanceOf(ArchiveRefusedException.class)
                .hasMessageContaining(message);
    }

    private static void replace(byte[] bytes, String from, String to) {
        byte[] wanted = from.getBytes(StandardCharsets.US_ASCII);
        for (int at = find(bytes, wanted); at >= 0; at = find(bytes, wanted)) {
            System.arraycopy(to.getBytes(StandardCharsets.US_ASCII), 0, bytes, at, wanted.length);
        }
    }

    private static int find(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private Path zip() {
        return folder.resolve("test.zip");
    }

    private Path out() {
        return folder.resolve("out");
    }
}
