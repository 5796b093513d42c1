package dev.winnow.plugin.signature;

import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SignatureCheckTest {
    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    Path temporary;

    private Path plugin = Path.of("");

    @BeforeEach
    void aSignedPlugin() throws Exception {
        plugin = Signed.plugin(temporary.resolve("alpha"), "alpha", "1.2.0");
        Signed.sign(plugin, KEY);
    }

    @Test
    void whatIsAsItWasSignedIsWholeAndNamesTheKey() throws Exception {
        assertThat(Signed.verdict(plugin)).isEqualTo(new SignatureVerdict.Whole(KEY.verifyKey()));
        assertThat(KEY.verifyKey().id()).matches("[0-9a-f]{32}");
    }

    @Test
    void signingAgainGivesTheSameBytes() throws Exception {
        byte[] first = Files.readAllBytes(plugin.resolve("plugin.sig"));
        Signed.sign(plugin, KEY);
        assertThat(plugin.resolve("plugin.sig")).hasBinaryContent(first);
    }

    @Test
    void everySingleByteThatIsChangedAnywhereIsSeen() throws Exception {
        int flips = 0;
        for (ContentFile file : Signed.read(plugin).files()) {
            Path path = plugin.resolve(file.path());
            byte[] bytes = Files.readAllBytes(path);
            for (int i = 0; i < bytes.length * 2; i++) {
                byte[] changed = bytes.clone();
                // One bit, a different one from byte to byte, and all of them.
                changed[i / 2] ^= (byte) (i % 2 == 0 ? 1 << i / 2 % 8 : 0xFF);
                Files.write(path, changed);
                assertThat(isSeen(plugin)).as("byte %s of %s", i / 2, file.path()).isTrue();
                flips++;
            }
            Files.write(path, bytes);
        }
        assertThat(flips).isGreaterThan(1_000);
        assertThat(Signed.verdict(plugin)).isInstanceOf(SignatureVerdict.Whole.class);
    }

    /** A manifest that a flip makes unreadable is refused before anybody asks for its signature. */
    private static boolean isSeen(Path folder) throws IOException {
        try {
            return Signed.verdict(folder) instanceof SignatureVerdict.Wrong wrong && wrong.file() != null;
        } catch (PluginRefusedException e) {
            return true;
        }
    }

    @Test
    void everyPlaceWhereTheSignatureIsCutOffOrGrowsIsSeen() throws Exception {
        Path file = plugin.resolve("plugin.sig");
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertThat(Signed.verdict(plugin)).as("cut at " + length).isInstanceOf(SignatureVerdict.Wrong.class);
        }
        for (String more : List.of("\n", " ", "\0", "signature x\n", "file x\n")) {
            Files.write(file, bytes);
            Files.writeString(file, more, java.nio.file.StandardOpenOption.APPEND);
            assertThat(Signed.verdict(plugin)).as("with more").isInstanceOf(SignatureVerdict.Wrong.class);
        }
    }

    @Test
    void theFileThatWasChangedAddedOrTakenAwayIsNamed() throws Exception {
        Files.writeString(plugin.resolve("plugin.py"), "print('other')\n");
        assertThat(wrong(plugin)).isEqualTo(new SignatureVerdict.Wrong(
                "since it was signed, plugin.py was changed", "plugin.py", 0));

        Files.writeString(plugin.resolve("extra.py"), "");
        Files.delete(plugin.resolve("assets/größe 1.html"));
        assertThat(wrong(plugin).reason()).isEqualTo("since it was signed, plugin.py was changed; extra.py was added;"
                + " assets/größe 1.html was taken away");

        Files.writeString(plugin.resolve("plugin.py"), "print('alpha')\n");
        assertThat(wrong(plugin).file()).isEqualTo("extra.py");
        Files.delete(plugin.resolve("extra.py"));
        assertThat(wrong(plugin).file()).isEqualTo("assets/größe 1.html");
    }

    @Test
    void theSignatureOfAnotherPluginOrVersionIsNamed() throws Exception {
        Path other = Signed.plugin(temporary.resolve("beta"), "beta", "1.2.0");
        Signed.sign(other, KEY);
        copySignature(other, plugin);
        assertThat(wrong(plugin).reason()).isEqualTo("it is the signature of plugin 'beta', not of 'alpha'");

        Path newer = Signed.plugin(temporary.resolve("newer"), "alpha", "1.3.0");
        Signed.sign(newer, KEY);
        copySignature(newer, plugin);
        assertThat(wrong(plugin).reason()).isEqualTo("it is the signature of version 1.3.0, and this is version 1.2.0;"
                + " since it was signed, plugin.json was changed");
    }

    @Test
    void aPluginWithoutAManifestIsBoundToItsNameAllTheSame() throws Exception {
        Path nameless = Files.createDirectories(temporary.resolve("gamma"));
        Files.writeString(nameless.resolve("plugin.py"), "");
        Signed.sign(nameless, KEY);
        assertThat(Signed.verdict(nameless)).isInstanceOf(SignatureVerdict.Whole.class);
        Path renamed = Files.move(nameless, temporary.resolve("delta"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(wrong(renamed).reason()).contains("of plugin 'gamma', not of 'delta'");
    }

    @Test
    void aListThatSomebodyMendedWithoutTheKeyIsSeenAsChanged() throws Exception {
        PluginContent before = Signed.read(plugin);
        Files.writeString(plugin.resolve("plugin.py"), "print('other')\n");
        PluginContent after = Signed.read(plugin);
        Files.writeString(plugin.resolve("plugin.sig"), Files.readString(plugin.resolve("plugin.sig"))
                .replace(digest(before, "plugin.py"), digest(after, "plugin.py")));
        assertThat(wrong(plugin).reason()).startsWith("it was itself changed or made up: what key ");
        assertThat(wrong(plugin).file()).isEqualTo("plugin.sig");
    }

    @Test
    void whatIsJudgedIsWhatWasRead() throws Exception {
        PluginContent content = Signed.read(plugin);
        Files.writeString(plugin.resolve("plugin.py"), "print('evil')\n");
        Signed.sign(plugin, KEY);
        assertThat(SignatureCheck.of(content)).isEqualTo(new SignatureVerdict.Wrong(
                "it changed while the plugin was read", "plugin.sig", 0));
    }

    @Test
    void withoutASignatureItIsUnsigned() throws Exception {
        Files.delete(plugin.resolve("plugin.sig"));
        assertThat(Signed.verdict(plugin)).isEqualTo(new SignatureVerdict.Unsigned());
        PluginContent content = Signed.read(plugin);
        assertThat(content.files()).extracting(ContentFile::path).doesNotContain("plugin.sig");
        Files.createDirectories(plugin.resolve("plugin.sig"));
        Files.writeString(plugin.resolve("plugin.sig/a"), "");
        assertThat(Signed.verdict(plugin)).isInstanceOf(SignatureVerdict.Unsigned.class);
    }

    @Test
    void signingRefusesWhatCouldNotBeVerified() throws Exception {
        Files.writeString(plugin.resolve("c:drive"), "");
        PluginContent content = Signed.read(plugin);
        assertThatThrownBy(() -> PluginSignature.sign(content, KEY)).isInstanceOf(KeyException.class)
                .hasMessageContaining("cannot be signed");
    }

    private static SignatureVerdict.Wrong wrong(Path folder) throws Exception {
        return (SignatureVerdict.Wrong) Signed.verdict(folder);
    }

    private static String digest(PluginContent content, String path) {
        return content.files().stream().filter(file -> file.path().equals(path)).findFirst().orElseThrow().sha256();
    }

    private static void copySignature(Path from, Path to) throws IOException {
        Files.copy(from.resolve("plugin.sig"), to.resolve("plugin.sig"), StandardCopyOption.REPLACE_EXISTING);
    }
}
