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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
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
    void eachPluginTellsWhereItLiesTheBrokenOnesToo() throws IOException {
        write("folder/plugin.json", "{\"name\": \"by_folder\"}");
        Zips.of(plugins.resolve("a.zip"), Map.of("plugin.json", "{\"name\": \"by_zip\"}"));
        Zips.of(plugins.resolve("b.zip"), Map.of("x/one/plugin.json", "{\"name\": \"by_bundle\"}",
                "x/two/plugin.json", "{"));
        Files.writeString(plugins.resolve("torn.zip"), "PK\u0003\u0004 torn");
        SourceScan scan = scan();
        assertThat(scan.location("by_folder")).contains(plugins + "/folder");
        assertThat(scan.location("by_zip")).contains(plugins + "/a.zip");
        assertThat(scan.location("by_bundle")).contains(plugins + "/b.zip!/x/one");
        assertThat(scan.location("torn")).isEmpty();
        assertThat(scan.places()).contains(new SourceScan.Place("two", plugins + "/b.zip!/x/two", false),
                new SourceScan.Place("torn", plugins + "/torn.zip", false));
        assertThat(new SourceScan.Place("b", plugins + "/b.zip", false).holds(plugins + "/b.zip!/x/one")).isTrue();
        assertThat(new SourceScan.Place("b", plugins + "/b.zip", false).holds(plugins + "/b.zip.old")).isFalse();
    }

    @Test
    void aLinkThatLeavesThePluginsFolderIsRefusedAndOneThatStaysIsFollowed() throws IOException {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("plugin.py"), "");
        Files.writeString(temporary.resolve("single.py"), "");
        Files.createSymbolicLink(plugins.resolve("away"), outside);
        Files.createSymbolicLink(plugins.resolve("away.py"), temporary.resolve("single.py"));
        write("inside/plugin.json", "{\"name\": \"inside\"}");
        Files.createSymbolicLink(plugins.resolve("zz_again"), plugins.resolve("inside"));
        SourceScan scan = scan();
        assertThat(scan.plugins()).extracting(PluginContent::name).containsExactly("inside");
        assertThat(scan.broken()).containsExactly("away");
        assertThat(scan.warnings()).filteredOn(warning -> warning.plugin().equals("away")).hasSize(2)
                .allSatisfy(warning -> {
                    assertThat(warning.code()).isEqualTo(WarningCode.CONTENT_REFUSED);
                    assertThat(warning.message()).contains(plugins + "/away", "leaves the plugins folder");
                });
    }

    @Test
    void thePluginsFolderItselfMayBeALink() throws IOException {
        write("inside/plugin.json", "{\"name\": \"inside\"}");
        Path link = Files.createSymbolicLink(temporary.resolve("link"), plugins);
        assertThat(FolderSource.bundled("bundled", link).scan(temporary.resolve("work")).plugins()).hasSize(1);
    }

    @Test
    void hiddenEntriesAndEditorsCopiesAreNamedAndNotTaken() throws IOException {
        write(".half.zip.Xa93jd", "PK");
        write(".hidden_plugin/plugin.py", "");
        write("single.py~", "");
        write(".single.py.swp", "");
        write("__pycache__/single.pyc", "");
        write(".git/config", "");
        SourceScan scan = scan();
        assertThat(scan.plugins()).isEmpty();
        assertThat(scan.broken()).isEmpty();
        assertThat(scan.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.CONTENT_REFUSED);
            assertThat(warning.message()).endsWith(
                    "ignored: .half.zip.Xa93jd, .hidden_plugin, .single.py.swp, single.py~");
        });
    }

    @Test
    void aZipThatIsStillBeingCopiedIsWaitedForAndOneThatKeepsGrowingIsWarnedAbout() throws IOException {
        Path whole = temporary.resolve("whole.zip");
        Zips.of(whole, Map.of("plugin.json", "{\"name\": \"slow\"}"));
        byte[] bytes = Files.readAllBytes(whole);
        Path target = plugins.resolve("slow.zip");
        Files.write(target, Arrays.copyOf(bytes, bytes.length / 2));
        Iterator<byte[]> rest = List.of(bytes).iterator();
        assertThat(scanWhile(() -> {
            if (rest.hasNext()) {
                Files.write(target, rest.next());
            }
        }).plugins()).extracting(PluginContent::name)
                .containsExactly("slow");

        SourceScan growing = scanWhile(() -> Files.write(target, new byte[]{0}, StandardOpenOption.APPEND));
        assertThat(growing.plugins()).isEmpty();
        assertThat(growing.broken()).containsExactly("slow");
        assertThat(growing.warnings()).singleElement().extracting(PluginWarning::code).isEqualTo(
                WarningCode.CONTENT_UNSTABLE);
    }

    @Test
    void stagedPluginsTellWhereTheyComeFrom() throws IOException {
        write("folder/plugin.json", "{\"name\": \"one\"}");
        Zips.of(plugins.resolve("bad.zip"), Map.of("../evil", ""));
        write("notes.bin", "x");
        PluginWarning warning = PluginWarning.of("lost", null, WarningCode.CONTENT_UNREADABLE, "gone", "look");
        SourceScan scan = new StagedPlugins("s3:b", "s3://b").scan(plugins, name -> "s3://b/" + name,
                List.of(new StagedPlugins.Missed(warning, "s3://b/lost.zip")), temporary.resolve("work"));
        assertThat(scan.location("one")).contains("s3://b/folder");
        assertThat(scan.broken()).containsExactly("bad", "lost");
        assertThat(scan.places()).contains(new SourceScan.Place("lost", "s3://b/lost.zip", false),
                new SourceScan.Place("bad", "s3://b/bad.zip", false));
        assertThat(scan.warnings()).extracting(PluginWarning::message).anyMatch(text -> text.contains(
                "'s3://b/bad.zip' is not taken")).anyMatch(text -> text.contains("In s3://b these"))
                .noneMatch(text -> text.contains(plugins.toString()));
        assertThat(scan.marker()).isEqualTo(new Marker.NoPlace());
    }

    @Test
    void anArchiveThatIsTheWholeSourceIsEmptyWithoutAPluginAndBrokenWhereItIsRefused() throws IOException {
        StagedPlugins staged = new StagedPlugins("http:h/x.zip", "https://h/x.zip");
        Path zip = temporary.resolve("archive-77.zip");
        Zips.of(zip, Map.of("README.md", "x", "docs/a/b", "x"));
        SourceScan empty = staged.scanArchive(zip, temporary.resolve("work"));
        assertThat(empty.plugins()).isEmpty();
        assertThat(empty.broken()).isEmpty();
        assertThat(empty.warnings()).singleElement().extracting(PluginWarning::message).asString()
                .startsWith("https://h/x.zip holds no plugin");

        Zips.of(zip, Map.of("all/one/plugin.json", "{\"name\": \"one\"}", "all/two/plugin.json", "{"));
        SourceScan two = staged.scanArchive(zip, temporary.resolve("work"));
        assertThat(two.location("one")).contains("https://h/x.zip!/all/one");
        assertThat(two.broken()).containsExactly("two");

        Files.writeString(zip, "<html>");
        SourceScan refused = staged.scanArchive(zip, temporary.resolve("work"));
        assertThat(refused.places()).containsExactly(new SourceScan.Place("archive-77", "https://h/x.zip", false));
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

    private SourceScan scanWhile(ThrowingRunnable change) throws IOException {
        return new FolderSource("local", plugins, true, new ContentReader(InstantSource.system(), pause -> {
            try {
                change.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        })).scan(temporary.resolve("work"));
    }

    private interface ThrowingRunnable {
        void run() throws IOException;
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
