package dev.winnow.plugin.transfer;

import dev.winnow.plugin.bundle.BlobFetcher;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.bundle.SafeArchive;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.source.FolderSource;
import dev.winnow.plugin.source.SourceScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BundleTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path temporary;

    private final Map<String, Path> blobs = new HashMap<>();
    private final List<BundledPlugin> plugins = new ArrayList<>();
    private Path bundle = Path.of("");

    @BeforeEach
    void anExport() throws Exception {
        export("alpha", Map.of("plugin.json", "{\"name\": \"alpha\", \"version\": \"1.0.0\"}", "plugin.py",
                "x = 1\n", "assets/größe 1.html", "<p>", "empty.txt", ""));
        export("definitions_only", Map.of("processes/a.yaml", "schedules: []\n"));
        bundle = write("bundle.zip");
    }

    @Test
    void whatIsExportedIsFoundWithTheSameDigestsAndNothingElse() throws Exception {
        SourceScan scan = scan(bundle);
        assertThat(scan.warnings()).filteredOn(warning -> warning.code() != WarningCode.MANIFEST_MISSING
                && warning.code() != WarningCode.MANIFEST_INCOMPLETE).isEmpty();
        assertThat(scan.broken()).isEmpty();
        assertThat(scan.plugins()).extracting(PluginContent::name, PluginContent::digest).containsExactly(
                plugins.stream().map(plugin -> org.assertj.core.groups.Tuple.tuple(plugin.name(), plugin.digest()))
                        .toArray(org.assertj.core.groups.Tuple[]::new));
    }

    @Test
    void theSamePluginsGiveTheSameBytesInEveryTimeZone() throws Exception {
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : List.of("UTC", "Asia/Kolkata", "America/St_Johns")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                assertThat(write(zone.replace('/', '-') + ".zip")).as(zone).hasSameBinaryContentAs(bundle);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void everyByteThatIsFlippedInAnyPluginIsNamedOrTheArchiveIsRefused() throws Exception {
        byte[] good = Files.readAllBytes(bundle);
        Path folder = Files.createDirectories(temporary.resolve("flipped"));
        Path flipped = folder.resolve("bundle.zip");
        for (int at = 0; at < good.length; at += 7) {
            byte[] bytes = good.clone();
            bytes[at] ^= 0x10;
            Files.write(flipped, bytes);
            SourceScan scan = scanFolder(folder);
            for (PluginContent plugin : scan.plugins()) {
                assertThat(plugins).as("byte " + at).anySatisfy(exported -> assertThat(exported.digest())
                        .isEqualTo(plugin.digest()));
            }
        }
    }

    @Test
    void aFileThatWasChangedAddedOrTakenAwayRefusesItsPluginAloneAndIsNamed() throws Exception {
        assertThat(refused(Map.of("alpha/plugin.py", "x = 2\n"))).satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.DIGEST_MISMATCH);
            assertThat(warning.file()).isEqualTo("plugin.py");
            assertThat(warning.message()).contains("plugin.py was changed", "bundle.zip!/alpha");
        });
        assertThat(refused(Map.of("alpha/extra.py", "")).message()).contains("extra.py was added");
        assertThat(refused(Map.of("alpha/plugin.py", "-")).message()).contains("plugin.py was taken away");
        assertThat(refused(Map.of("alpha/plugin.json", "{"))).as("an unreadable manifest, too").satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.DIGEST_MISMATCH);
            assertThat(warning.file()).isEqualTo("plugin.json");
        });
    }

    @Test
    void aPluginThatTheIndexDoesNotListIsRefusedAndOneThatIsMissingIsNamed() throws Exception {
        SourceScan more = scan(repacked(Map.of("guest/plugin.json", "{\"name\": \"guest\", \"version\": \"1.0.0\"}",
                "guest/plugin.py", "")));
        assertThat(more.plugins()).extracting(PluginContent::name).containsExactly("alpha", "definitions_only");
        assertThat(more.broken()).containsExactly("guest");
        assertThat(more.warnings()).anySatisfy(warning -> assertThat(warning.message()).contains(
                "'guest'", "does not list it"));

        SourceScan fewer = scan(repacked(Map.of("definitions_only/processes/a.yaml", "-")));
        assertThat(fewer.plugins()).extracting(PluginContent::name).containsExactly("alpha");
        assertThat(fewer.broken()).containsExactly("definitions_only");
        assertThat(fewer.warnings()).anySatisfy(warning -> assertThat(warning.message()).contains(
                "listed in the bundle's winnow-bundle.json and not there"));
    }

    @Test
    void anIndexThatIsNoneRefusesTheArchive() throws Exception {
        String json = new String(BundleJson.write(index()), StandardCharsets.UTF_8);
        Map<String, String> wrong = new HashMap<>();
        wrong.put("", "form");
        wrong.put("{", "form");
        wrong.put("[]", "format version 1");
        wrong.put("{}", "format version 1");
        wrong.put("{\"winnowBundle\": 1}", "form");
        wrong.put(json + "x", "form");
        wrong.put(json.replaceFirst("\"winnowBundle\" : 1", "\"winnowBundle\" : 2"), "format version 1");
        wrong.put(json.replaceFirst("\"winnowBundle\" : 1", "\"winnowBundle\" : 1, \"more\" : 1"), "form");
        wrong.put(json.replaceFirst("\"generation\"", "\"generation\" : 1, \"generation\""), "form");
        wrong.put(json.replace("\"definitions_only\"", "\"alpha\""), "there twice");
        wrong.put(json.replace("\"definitions_only\"", "\"../evil\""), "no allowed name");
        wrong.put(json.replace("processes/a.yaml", "../a.yaml"), "cannot be a plugin's");
        wrong.put(json.replace("processes/a.yaml", "processes/b.yaml"), "not that of its files");
        wrong.put(json.replaceFirst("\"path\" : \"[^\"]*\"", "\"path\" : null"), "form");
        wrong.put(json.replaceFirst("\"name\" : \"alpha\"", "\"name\" : null"), "form");
        wrong.put("[".repeat(100_000), "form");
        wrong.put(" ".repeat(BundleJson.MAX_BYTES + 1), "larger than 8 MiB");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            String shown = each.getKey().substring(0, Math.min(100, each.getKey().length()));
            Path file = Files.writeString(temporary.resolve("index"), each.getKey());
            assertThatThrownBy(() -> BundleJson.read(file)).as(shown).isInstanceOf(BundleException.class)
                    .hasMessageContaining(each.getValue());
        }
        SourceScan scan = scan(repacked(Map.of(BundleIndex.FILE_NAME, "{}")));
        assertThat(scan.plugins()).isEmpty();
        assertThat(scan.broken()).containsExactly("bundle");
        assertThat(scan.warnings().getFirst().message()).contains("its winnow-bundle.json cannot be used");
    }

    @Test
    void theIndexReadsBackEqual() throws Exception {
        Path file = Files.write(temporary.resolve("index"), BundleJson.write(index()));
        assertThat(BundleJson.read(file)).isEqualTo(index());
    }

    @Test
    void bytesThatAreNotThoseThatWerePublishedAreNotExported() {
        for (String bytes : List.of("x = 2\n", "x = 1", "x = 1\n\n", "")) {
            assertThatThrownBy(() -> BundleWriter.write(temporary.resolve("bad.zip"), index(), (file, out) -> {
                if (file.path().equals("plugin.py")) {
                    out.write(bytes.getBytes(StandardCharsets.UTF_8));
                } else {
                    fetcher().fetch(file, out);
                }
            })).as(bytes).isInstanceOf(BundleException.class).hasMessageContaining("'plugin.py' of plugin 'alpha'");
        }
    }

    @Test
    void whatNoReaderWouldTakeIsNotWritten() {
        List<ContentFile> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(new ContentFile("f" + i, "0".repeat(64), 1));
        }
        assertThat(problem(many)).contains("10000 files", "--plugin");
        assertThat(problem(List.of(new ContentFile("f", "0".repeat(64), 1L << 30)))).contains("at most", "1024 MiB");
        assertThat(problem(List.of(new ContentFile("f".repeat(511), "0".repeat(64), 1)))).contains("too long");
        assertThat(problem(List.of(new ContentFile("a/".repeat(63) + "b", "0".repeat(64), 1)))).contains("too deep");
    }

    private String problem(List<ContentFile> files) {
        BundleIndex index = new BundleIndex(1, "c", List.of(new BundledPlugin("big", "1.0.0", "d", null, files)));
        try {
            BundleWriter.write(temporary.resolve("big.zip"), index, (file, out) -> {
            });
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void anUnpackedBundleInTheFolderIsAFolderOfPlugins() throws Exception {
        Path folder = temporary.resolve("unpacked");
        new SafeArchive().unpack(bundle, folder);
        old(folder);
        SourceScan scan = scanFolder(folder);
        assertThat(scan.plugins()).extracting(PluginContent::digest).containsExactlyElementsOf(plugins.stream().map(
                BundledPlugin::digest).toList());
        assertThat(scan.warnings()).noneSatisfy(warning -> assertThat(warning.message()).contains("winnow-bundle"));
    }

    private PluginWarning refused(Map<String, String> changes) throws Exception {
        SourceScan scan = scan(repacked(changes));
        assertThat(scan.plugins()).extracting(PluginContent::name).containsExactly("definitions_only");
        assertThat(scan.broken()).containsExactly("alpha");
        return scan.warnings().stream().filter(warning -> warning.plugin().equals("alpha")).findFirst().orElseThrow();
    }

    /** The bundle, unpacked, changed and packed again by somebody; the content {@code -} takes a file away. */
    private Path repacked(Map<String, String> changes) throws Exception {
        Path folder = Files.createTempDirectory(temporary, "repacked");
        new SafeArchive().unpack(bundle, folder);
        for (Map.Entry<String, String> change : changes.entrySet()) {
            Path file = folder.resolve(change.getKey());
            Files.createDirectories(file.getParent());
            if (change.getValue().equals("-")) {
                Files.delete(file);
            } else {
                Files.writeString(file, change.getValue());
            }
        }
        Path packed = Files.createTempDirectory(temporary, "packed").resolve("bundle.zip");
        try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(packed));
                var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new java.util.zip.ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return packed;
    }

    private void export(String name, Map<String, String> files) throws Exception {
        Path folder = temporary.resolve("exported").resolve(name);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        PluginContent content = new ContentReader().readUnpacked(folder, name).content();
        content.files().forEach(file -> blobs.put(file.sha256(), folder.resolve(file.path())));
        plugins.add(new BundledPlugin(name, content.manifest().version(), content.digest(), null, content.files()));
    }

    private BundleIndex index() {
        return new BundleIndex(7, "c0ffee", plugins);
    }

    private BlobFetcher fetcher() {
        return (file, out) -> Files.copy(blobs.get(file.sha256()), out);
    }

    private Path write(String name) throws IOException {
        Path target = Files.createTempDirectory(temporary, "written").resolve(name);
        BundleWriter.write(target, index(), fetcher());
        return target;
    }

    private SourceScan scan(Path archive) throws IOException {
        return scanFolder(archive.resolveSibling(""));
    }

    private SourceScan scanFolder(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
        // Nobody writes there meanwhile: no need to wait.
        ContentReader reader = new ContentReader(() -> Instant.now().plusSeconds(3600), duration -> {
        });
        return new FolderSource("local", folder, false, reader).scan(Files.createTempDirectory(temporary, "work"));
    }

    private static void old(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
    }
}
