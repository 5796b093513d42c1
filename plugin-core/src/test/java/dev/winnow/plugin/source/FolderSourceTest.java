package dev.winnow.plugin.source;

import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.bundle.Zips;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.source.SourceScan.Marker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FolderSourceTest {
    @TempDir
    Path temporary;

    private Path plugins = Path.of("");

    @BeforeEach
    void aFolder() throws IOException {
        plugins = Files.createDirectory(temporary.resolve("plugins"));
    }

    @Test
    void foldersAndSingleFilesArePluginsSortedByName() throws IOException {
        write("zebra/plugin.json", "{\"name\": \"zebra\", \"initial_modules\": [\"plugin.py\"]}");
        write("zebra/plugin.py", "");
        Zips.of(plugins.resolve("packed.zip"), Map.of("plugin.json", "{\"name\": \"from_zip\"}", "assets/a", "x"));
        write("single.py", "def load(): pass");
        write("no_extension", "def load(): pass");
        Zips.of(plugins.resolve("some-plugin-1.2.3.jar"), Map.of("a/B.class", "", "assets/index.html", "<p>"));
        SourceScan scan = scan();
        assertThat(scan.plugins()).extracting(PluginContent::name).containsExactly("from_zip", "no_extension", "single",
                "some-plugin", "zebra");
        assertThat(scan.broken()).isEmpty();
        assertThat(plugin(scan, "single").manifest().initialModules()).containsExactly("plugin.py");
        assertThat(plugin(scan, "no_extension").manifest().language()).isEqualTo(PluginLanguage.PYTHON);
        PluginContent jar = plugin(scan, "some-plugin");
        assertThat(jar.manifest().language()).isEqualTo(PluginLanguage.JAVA);
        assertThat(jar.files()).extracting(ContentFile::path).containsExactly("assets/index.html", "some-plugin.jar");
    }

    @Test
    void aFileWithoutExtensionIsTakenByItsContent() throws IOException {
        Zips.of(plugins.resolve("archive"), Map.of("plugin.json", "{\"name\": \"zipped\"}"));
        write("binary", "a\u0000b");
        write("LICENSE", "All rights");
        write("README.md", "# Plugins");
        write("__init__.py", "");
        write("old.tar.gz", "x");
        SourceScan scan = scan();
        assertThat(scan.plugins()).extracting(PluginContent::name).containsExactly("zipped");
        assertThat(scan.broken()).isEmpty();
        assertThat(scan.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.plugin()).isEqualTo("source:local");
            assertThat(warning.message()).contains("binary, old.tar.gz");
        });
    }

    @Test
    void aZipMayHoldAFolderOfSeveral() throws IOException {
        Zips.of(plugins.resolve("bundle.zip"),
                Map.of("bundle/README.md", "", "bundle/one/plugin.json", "{\"name\": \"one\"}",
                        "bundle/two/plugin.py", "", "bundle/bad/plugin.json", "{", "__MACOSX/x/plugin.json", "{"));
        SourceScan scan = scan();
        assertThat(scan.plugins()).extracting(PluginContent::name).containsExactly("one", "two");
        assertThat(scan.broken()).containsExactly("bad");
    }

    @Test
    void whatCannotBeReadIsBrokenUnderItsNameAndTheOthersAreThere() throws IOException {
        write("good/plugin.py", "");
        write("bad_json/plugin.json", "{ \"name\": ");
        write("empty/notes.txt", "");
        Files.writeString(plugins.resolve("torn.zip"), "PK\u0003\u0004 torn");
        Zips.of(plugins.resolve("slip.zip"), Map.of("../../evil", "x"));
        Files.createSymbolicLink(plugins.resolve("dangling"), Path.of("nowhere"));
        SourceScan scan = scan();
        assertThat(scan.plugins()).extracting(PluginContent::name).containsExactly("good");
        assertThat(scan.broken()).containsExactly("bad_json", "dangling", "empty", "slip", "torn");
        assertThat(scan.warnings()).filteredOn(warning -> warning.plugin().equals("bad_json")).singleElement()
                .extracting(PluginWarning::code).isEqualTo(WarningCode.MANIFEST_UNREADABLE);
        assertThat(scan.warnings()).filteredOn(warning -> warning.plugin().equals("slip")).singleElement()
                .extracting(PluginWarning::message).asString().contains("leaves the archive's folder");
        assertThat(temporary.resolve("evil")).doesNotExist();
    }

    @Test
    void ofTwoWithOneNameTheFirstCounts() throws IOException {
        write("a/plugin.json", "{\"name\": \"same\", \"version\": \"1.0.0\"}");
        write("b/plugin.json", "{\"name\": \"same\", \"version\": \"2.0.0\"}");
        SourceScan scan = scan();
        assertThat(scan.plugins()).singleElement()
                .satisfies(plugin -> assertThat(plugin.manifest().version()).isEqualTo("1.0.0"));
        assertThat(scan.warnings()).singleElement().extracting(PluginWarning::code).isEqualTo(WarningCode.NAME_TAKEN);
    }

    @Test
    void theSameContentHasTheSameDigestAsFolderAndAsZip() throws IOException {
        write("x/plugin.json", "{\"name\": \"x\"}");
        write("x/assets/a.js", "1");
        String folder = plugin(scan(), "x").digest();
        Files.delete(plugins.resolve("x/assets/a.js"));
        Files.delete(plugins.resolve("x/assets"));
        Files.delete(plugins.resolve("x/plugin.json"));
        Files.delete(plugins.resolve("x"));
        Zips.of(plugins.resolve("x.zip"), Map.of("plugin.json", "{\"name\": \"x\"}", "assets/a.js", "1"));
        assertThat(plugin(scan(), "x").digest()).isEqualTo(folder);
    }

    @Test
    void theMarkerIsReadAndWritten() throws IOException {
        assertThat(scan().marker()).isEqualTo(new Marker.Missing());
        write(".winnow-plugins", "# as shipped\n");
        assertThat(scan().marker()).isEqualTo(new Marker.Blank());
        write(".winnow-plugins", "");
        assertThat(scan().marker()).isEqualTo(new Marker.Blank());
        source().writeMarker("0190-abc");
        assertThat(scan().marker()).isEqualTo(new Marker.Of("0190-abc"));
        assertThat(scan().plugins()).isEmpty();
        assertThat(plugins.toFile().list()).containsExactly(".winnow-plugins");
        assertThat(FolderSource.bundled("bundled", plugins).scan(temporary.resolve("work")).marker())
                .isEqualTo(new Marker.NotUsed());
    }

    @Test
    void aFolderThatIsNotThereIsNotAnEmptyOne() throws IOException {
        Files.delete(plugins);
        assertThatThrownBy(this::scan).isInstanceOf(IOException.class).hasMessageContaining(plugins.toString())
                .hasMessageContaining("does not exist").hasMessageContaining("what was published from it stays");
        Files.writeString(plugins, "");
        assertThatThrownBy(this::scan).hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> FolderSource.local("local", temporary.resolve("x")).writeMarker("a"))
                .isInstanceOf(IOException.class).hasMessageContaining("cannot be written by user");
    }

    private SourceScan scan() throws IOException {
        return source().scan(temporary.resolve("work"));
    }

    private FolderSource source() {
        return new FolderSource("local", plugins, true, new ContentReader(InstantSource.system(), pause -> {
        }));
    }

    private static PluginContent plugin(SourceScan scan, String name) {
        return scan.plugins().stream().filter(plugin -> plugin.name().equals(name)).findFirst().orElseThrow();
    }

    private void write(String path, String text) throws IOException {
        Path file = plugins.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
