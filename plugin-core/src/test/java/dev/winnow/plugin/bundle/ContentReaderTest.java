package dev.winnow.plugin.bundle;

import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

class ContentReaderTest {
    @TempDir
    Path temporary;

    private Path folder = Path.of("");
    private final List<Duration> pauses = new ArrayList<>();
    private final ContentReader reader = new ContentReader(InstantSource.system(), pauses::add);

    @BeforeEach
    void aPlugin() throws IOException {
        folder = Files.createDirectory(temporary.resolve("my_plugin"));
        write("plugin.json", "{\"name\": \"my_plugin\", \"initial_modules\": [\"plugin.py\"]}");
        write("plugin.py", "def load(): pass\n");
    }

    @Test
    void filesAreSortedWithTheirDigests() throws Exception {
        write("assets/index.html", "");
        PluginContent content = read().content();
        assertThat(content.files()).extracting(ContentFile::path).containsExactly("assets/index.html", "plugin.json",
                "plugin.py");
        assertThat(content.files().getFirst()).isEqualTo(new ContentFile("assets/index.html",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0));
        assertThat(content.name()).isEqualTo("my_plugin");
        assertThat(content.digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void theDigestIsThatOfTheContentAndOfNothingElse() throws Exception {
        String before = read().content().digest();
        Path copy = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.copy(folder.resolve("plugin.py"), copy.resolve("plugin.py"));
        Files.copy(folder.resolve("plugin.json"), copy.resolve("plugin.json"));
        assertThat(reader.read(copy, "my_plugin").content().digest()).isEqualTo(before);
        Files.move(copy.resolve("plugin.py"), copy.resolve("plugin2.py"));
        assertThat(reader.read(copy, "my_plugin").content().digest()).isNotEqualTo(before);
    }

    @Test
    void whatToolsLeaveBehindIsLeftOutSilently() throws Exception {
        for (String name : List.of(".git/config", ".DS_Store", "__pycache__/plugin.pyc", "x.pyc",
                "assets/._index.html")) {
            write(name, "noise");
        }
        ContentReading reading = read();
        assertThat(reading.content().files()).extracting(ContentFile::path).containsExactly("plugin.json", "plugin.py");
        assertThat(reading.warnings()).isEmpty();
    }

    @Test
    void whatSomebodyHidAndEditorsCopiesAreNamedInOneWarning() throws Exception {
        for (String name : List.of(".env", "assets/.secret", "plugin.py~", ".#plugin.py", ".plugin.py.swp",
                "#plugin.py#")) {
            write(name, "x");
        }
        ContentReading reading = read();
        assertThat(reading.content().files()).hasSize(2);
        assertThat(reading.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.CONTENT_REFUSED);
            assertThat(warning.message())
                    .contains("#plugin.py#, .#plugin.py, .env, .plugin.py.swp, assets/.secret, plugin.py~");
            assertThat(warning.digest()).isEqualTo(reading.content().digest());
        });
    }

    @Test
    void aLinkThatStaysInsideIsFollowedAndOneThatLeavesIsRefused() throws Exception {
        Files.createSymbolicLink(folder.resolve("same.py"), Path.of("plugin.py"));
        assertThat(read().content().files()).hasSize(3);
        Files.createSymbolicLink(folder.resolve("out"), Path.of("/etc/hostname"));
        assertRefused(WarningCode.CONTENT_REFUSED, "the link 'out' leaves the plugin's folder");
        Files.delete(folder.resolve("out"));
        Files.createSymbolicLink(folder.resolve("out"), temporary.getParent());
        assertRefused(WarningCode.CONTENT_REFUSED, "the link 'out' leaves the plugin's folder");
        Files.delete(folder.resolve("out"));
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("."));
        assertRefused(WarningCode.CONTENT_REFUSED, "the link 'loop' leads back");
        Files.delete(folder.resolve("loop"));
        Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("missing"));
        assertRefused(WarningCode.CONTENT_REFUSED, "the link 'nowhere' points to nothing");
    }

    @Test
    void aPluginFolderMayItselfBeALink() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("linked"), folder);
        assertThat(reader.read(link, "linked").content().files()).hasSize(2);
    }

    @Test
    void aPipeIsRefusedInsteadOfWaitedFor() throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start();
        assertThat(mkfifo.waitFor()).isZero();
        assertRefused(WarningCode.CONTENT_REFUSED, "'pipe' is neither a file nor a folder");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedUnderThePluginsOwnName() throws Exception {
        write("plugin.json", "{\"name\": \"own_name\", \"initial_modules\": [\"plugin.py\"]}");
        try (RandomAccessFile sparse = new RandomAccessFile(folder.resolve("large.bin").toFile(), "rw")) {
            sparse.setLength(Limits.MAX_FILE_BYTES + 1);
        }
        PluginWarning warning = assertRefused(WarningCode.CONTENT_REFUSED, "'large.bin' has 256 MiB");
        assertThat(warning.plugin()).isEqualTo("own_name");
        assertThat(warning.file()).isEqualTo("large.bin");
    }

    @Test
    void tooManyFilesAreRefused() throws Exception {
        Path many = Files.createDirectory(folder.resolve("many"));
        for (int i = 0; i < Limits.MAX_FILES; i++) {
            Files.createFile(many.resolve("f" + i));
        }
        assertRefused(WarningCode.CONTENT_REFUSED, "more than 10000 files");
    }

    @Test
    void namesThatDifferOnlyInCaseAndStrangeNamesAreRefused() throws Exception {
        write("Plugin.PY", "");
        assertRefused(WarningCode.CONTENT_REFUSED, "differ only in case");
        Files.delete(folder.resolve("Plugin.PY"));
        write("a\\b", "");
        assertRefused(WarningCode.CONTENT_REFUSED, "backslash");
        Files.delete(folder.resolve("a\\b"));
        write("line\nbreak", "");
        assertRefused(WarningCode.CONTENT_REFUSED, "control character");
    }

    @Test
    void aFreshFolderIsGivenTimeAndAnOldOneIsNot() throws Exception {
        read();
        assertThat(pauses).hasSize(1);
        pauses.clear();
        new ContentReader(() -> Instant.now().plusSeconds(60), pauses::add).read(folder, "my_plugin");
        assertThat(pauses).isEmpty();
    }

    @Test
    void aFolderThatKeepsChangingIsUnstable() {
        ContentReader torn = new ContentReader(InstantSource.system(), pause -> append());
        PluginRefusedException refused = catchThrowableOfType(PluginRefusedException.class,
                () -> torn.read(folder, "my_plugin"));
        assertThat(refused.warning().code()).isEqualTo(WarningCode.CONTENT_UNSTABLE);
        assertThat(refused.warning().message()).contains("kept changing");
    }

    @Test
    void aFolderThatIsBeingCopiedIsReadWhenItIsDone() throws Exception {
        write("plugin.json", "{\"name\": \"my_pl");
        ContentReader copying = new ContentReader(InstantSource.system(), pause -> {
            pauses.add(pause);
            if (pauses.size() == 1) {
                finish();
            }
        });
        assertThat(copying.read(folder, "my_plugin").content().name()).isEqualTo("complete");
        assertThat(pauses).hasSizeGreaterThan(1);
    }

    @Test
    void aFileThatMayNotBeReadNamesThePathAndTheUser() throws Exception {
        Files.setPosixFilePermissions(folder.resolve("plugin.py"), Set.of());
        assumeFalse(Files.isReadable(folder.resolve("plugin.py")), "root may read everything");
        PluginWarning warning = assertRefused(WarningCode.CONTENT_UNREADABLE, "permission denied");
        assertThat(warning.message()).contains("plugin.py", "user '" + System.getProperty("user.name") + "'");
        assertThat(warning.hint()).contains("chmod");
    }

    @Test
    void aMissingFolderIsASentence() {
        PluginRefusedException refused = catchThrowableOfType(PluginRefusedException.class,
                () -> reader.read(temporary.resolve("gone"), "gone"));
        assertThat(refused.warning().code()).isEqualTo(WarningCode.CONTENT_UNREADABLE);
        assertThat(refused.warning().message()).contains("it is not there");
    }

    private ContentReading read() throws PluginRefusedException {
        return reader.read(folder, "my_plugin");
    }

    private PluginWarning assertRefused(WarningCode code, String message) {
        PluginRefusedException refused = catchThrowableOfType(PluginRefusedException.class, this::read);
        assertThat(refused).isNotNull();
        assertThat(refused.warning().code()).isEqualTo(code);
        assertThat(refused.warning().message()).contains(message);
        return refused.warning();
    }

    private void append() {
        try {
            Files.writeString(folder.resolve("plugin.py"), "#", java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void finish() {
        try {
            write("plugin.json", "{\"name\": \"complete\", \"initial_modules\": [\"plugin.py\"]}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
