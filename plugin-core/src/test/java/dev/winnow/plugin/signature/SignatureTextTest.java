package dev.winnow.plugin.signature;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A plugin.sig may come from anybody. */
class SignatureTextTest {
    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    Path temporary;

    private String text = "";

    @BeforeEach
    void aSignature() throws Exception {
        Path plugin = Signed.plugin(temporary.resolve("alpha"), "alpha", "1.2.0");
        Signed.sign(plugin, KEY);
        text = Files.readString(plugin.resolve("plugin.sig"));
    }

    @Test
    void theFormIsAsDocumented() {
        assertThat(text.lines().map(line -> line.split(" ", 2)[0])).containsExactly("winnow-plugin-signature", "plugin",
                "version", "key", "file", "file", "file", "signature");
        assertThat(text.lines().skip(4).limit(3).map(line -> line.split(" ", 4)[3])).containsExactly(
                "assets/größe 1.html", "plugin.json", "plugin.py");
        assertThat(text).startsWith("winnow-plugin-signature 1\nplugin alpha\nversion 1.2.0\nkey "
                + KEY.verifyKey().id() + " ").endsWith("==\n");
    }

    @Test
    void anotherFormatVersionIsNamed() {
        assertThat(problem(text.replace("-signature 1\n", "-signature 2\n")))
                .isEqualTo("it is of format version 2, and this Winnow knows version 1 only");
        assertThat(problem(text.replace("winnow-", "other-"))).contains("does not begin with");
        assertThat(problem("\n")).contains("does not begin with");
    }

    @Test
    void pathsThatAreTwiceUnsortedOrOutsideAreRefused() {
        List<String> lines = text.lines().toList();
        String twice = text.replace(lines.get(5), lines.get(5) + "\n" + lines.get(5));
        assertThat(problem(twice)).contains("not sorted, or one is there twice");
        String unsorted = text.replace(lines.get(5) + "\n", "").replace(lines.get(6), lines.get(6) + "\n"
                + lines.get(5));
        assertThat(problem(unsorted)).contains("not sorted, or one is there twice");
        for (String path : List.of("../plugin.py", "/etc/passwd", "a\\b", "a//b", "./a", "C:x", "plugin.sig",
                "a\tb", "")) {
            assertThat(problem(text.replace("plugin.py", path))).as(path).contains("line 7").contains("a file");
        }
    }

    @Test
    void sizesAndDigestsMustBeWrittenInTheOneWay() {
        String file = text.lines().toList().get(6);
        String[] parts = file.split(" ", 4);
        for (String wrong : List.of("-1", "015", "1e3", "9999999999999", "", "+15")) {
            assertThat(problem(text.replace(file, "file " + parts[1] + " " + wrong + " plugin.py"))).contains("line 7");
        }
        assertThat(problem(text.replace(parts[1], parts[1].toUpperCase(java.util.Locale.ROOT)))).isNotEmpty();
        assertThat(problem(text.replace(parts[1], parts[1].substring(1)))).contains("line 7");
    }

    @Test
    void keysAndSignaturesThatAreNoneAreRefused() throws Exception {
        String last = text.lines().reduce((first, second) -> second).orElseThrow();
        assertThat(problem(text.replace(last, "signature AAAA"))).contains("not the Base64 of 64 bytes");
        assertThat(problem(text.replace(last, "signature " + "A".repeat(85) + "==="))).contains("Base64");
        // The last character before the padding holds two bits that say nothing.
        assertThat(problem(text.replace(last, "signature " + "A".repeat(85) + "B=="))).contains("is not written as");
        String otherKey = SigningKey.generate().verifyKey().base64();
        assertThat(problem(text.replace(KEY.verifyKey().base64(), otherKey))).contains("not the one that it names");
        String whole = text.replace(KEY.verifyKey().base64(), otherKey).replace(KEY.verifyKey().id(),
                VerifyKey.ofRaw(java.util.Base64.getDecoder().decode(otherKey)).id());
        assertThat(PluginSignature.parse(bytes(whole)).isGenuine()).isFalse();
    }

    @Test
    void lineEndsOfAnotherSystemAndAByteOrderMarkAreRefused() {
        assertThat(problem(text.replace("\n", "\r\n"))).isNotEmpty();
        assertThat(problem("\uFEFF" + text)).isNotEmpty();
        assertThat(problem(text.replace("plugin alpha", "plugin  alpha"))).contains("names no plugin");
        assertThat(problem(text.strip())).isEqualTo("it is not complete");
    }

    @Test
    void whatIsNoTextOrTooLargeIsRefused() {
        assertThatThrownBy(() -> PluginSignature.parse(new byte[]{(byte) 0xFF, (byte) 0xFE, '\n'})).hasMessage(
                "it is no text");
        assertThatThrownBy(() -> PluginSignature.parse(new byte[8 * 1024 * 1024 + 1])).hasMessage(
                "it is larger than 8 MiB");
        byte[] newlines = new byte[8 * 1024 * 1024];
        Arrays.fill(newlines, (byte) '\n');
        assertThatThrownBy(() -> PluginSignature.parse(newlines)).hasMessageContaining("does not begin with");
    }

    @Test
    void randomBytesAndRandomChangesAreRefusedWithASentenceAndNothingElse() {
        Random random = new Random(20261122);
        byte[] good = bytes(text);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            int changes = 1 + random.nextInt(8);
            for (int change = 0; change < changes; change++) {
                int at = random.nextInt(bytes.length);
                bytes[at] = (byte) random.nextInt(256);
            }
            boolean changed = !Arrays.equals(bytes, good);
            try {
                assertThat(PluginSignature.parse(bytes).isGenuine()).isEqualTo(!changed);
            } catch (SignatureMalformedException e) {
                assertThat(e.getMessage()).isNotEmpty();
                assertThat(changed).isTrue();
            }
        }
    }

    private static String problem(String text) {
        try {
            PluginSignature.parse(bytes(text));
            return "";
        } catch (SignatureMalformedException e) {
            return (e.line() > 4 ? "line " + e.line() + ": " : "") + e.getMessage();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
