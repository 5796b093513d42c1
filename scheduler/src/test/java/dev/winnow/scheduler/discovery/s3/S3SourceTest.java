package dev.winnow.scheduler.discovery.s3;

import dev.winnow.daemon.settings.RemoteSource;
import dev.winnow.daemon.settings.RemoteSource.Access;
import dev.winnow.daemon.settings.SecretValue;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.source.SourceScan;
import dev.winnow.plugin.source.SourceScan.Marker;
import dev.winnow.scheduler.discovery.PluginZips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A bucket as a source, against a real S3 server that checks signatures. */
class S3SourceTest {
    private static S3Client client;

    @TempDir
    Path folder;
    private final String bucket = "plugins-" + UUID.randomUUID();

    @BeforeAll
    static void connect() {
        client = S3TestServer.shared().client();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @BeforeEach
    void aBucket() {
        client.createBucket(request -> request.bucket(bucket));
    }

    @Test
    void zipsFoldersAndSingleFilesBelowThePrefixArePlugins() throws IOException {
        put("team/zipped.zip", PluginZips.plugin("by_zip", "1.0.0"));
        put("team/bundle.zip", PluginZips.folderOf("two", "three"));
        put("team/folder/plugin.json", PluginZips.manifest("by_folder", "1.0.0"));
        put("team/folder/assets/deep/a.js", "1");
        put("team/single.py", "def load(): pass");
        put("team/README.md", "text");
        put("team/backup.tar.gz", "no plugin");
        put("team/.hidden.zip", "x");
        put("team/folder/.git/config", "noise");
        put("elsewhere.zip", PluginZips.plugin("elsewhere", "1.0.0"));

        SourceScan scan = source("team/").scan(work());
        assertThat(names(scan)).containsExactly("by_folder", "by_zip", "single", "three", "two");
        assertThat(scan.broken()).isEmpty();
        assertThat(scan.marker()).isEqualTo(new Marker.NoPlace());
        assertThat(scan.location("by_folder")).contains("s3://" + bucket + "/team/folder");
        assertThat(scan.location("two")).contains("s3://" + bucket + "/team/bundle.zip!/all/two");
        assertThat(scan.warnings()).filteredOn(warning -> warning.plugin().startsWith("source:")).singleElement()
                .extracting(PluginWarning::message).asString().contains("s3://" + bucket + "/team/",
                        "are ignored: .hidden.zip, backup.tar.gz");
        assertThat(names(source("").scan(work()))).as("a folder of plugins is one more level").contains("elsewhere");
        assertThat(names(source("empty/").scan(work()))).isEmpty();
    }

    @Test
    void onlyWhatChangedIsFetchedAndWhatIsGoneIsForgotten() throws IOException {
        put("a.zip", PluginZips.plugin("a", "1.0.0"));
        put("b/plugin.json", PluginZips.manifest("b", "1.0.0"));
        put("c.zip", PluginZips.plugin("c", "1.0.0"));
        source("").scan(work());
        TreeMap<String, FileTime> first = kept();
        assertThat(first).hasSize(3);
        for (String name : first.keySet()) {
            Files.setLastModifiedTime(cacheFolder().resolve(name), FileTime.fromMillis(1000));
        }

        source("").scan(work());
        assertThat(kept().keySet()).isEqualTo(first.keySet());
        assertThat(kept().values()).as("nothing was fetched").containsOnly(FileTime.fromMillis(1000));

        put("a.zip", PluginZips.plugin("a", "2.0.0"));
        client.deleteObject(request -> request.bucket(bucket).key("c.zip"));
        SourceScan scan = source("").scan(work());
        assertThat(scan.plugins()).extracting(plugin -> plugin.name() + " " + plugin.manifest().version())
                .containsExactly("a 2.0.0", "b 1.0.0");
        assertThat(kept()).hasSize(2);
        assertThat(kept().values()).filteredOn(FileTime.fromMillis(1000)::equals).as("b was not fetched").hasSize(1);
    }

    @Test
    void aKeptObjectThatWasDamagedIsFetchedAgain() throws IOException {
        put("b/plugin.json", PluginZips.manifest("b", "1.0.0"));
        source("").scan(work());
        for (String name : kept().keySet()) {
            Files.writeString(cacheFolder().resolve(name), PluginZips.manifest("evil", "1.0.0"));
        }
        assertThat(names(source("").scan(work()))).containsExactly("b");
    }

    @Test
    void aListingOfSeveralPagesIsReadToItsEnd() throws IOException {
        for (int i = 0; i < 1005; i++) {
            put("plugin/.git/objects/%04d".formatted(i), "x");
        }
        put("plugin/plugin.json", PluginZips.manifest("first", "1.0.0"));
        put("zz.zip", PluginZips.plugin("last", "1.0.0"));
        assertThat(client.listObjectsV2(request -> request.bucket(bucket)).isTruncated()).isTrue();
        assertThat(names(source("").scan(work()))).containsExactly("first", "last");
    }

    @Test
    void whatBreaksIsOnePluginsMatter() throws IOException {
        put("good.zip", PluginZips.plugin("good", "1.0.0"));
        put("torn.zip", "PK torn");
        put("slip.zip", PluginZips.of("../../evil", "x"));
        put("folder/plugin.json", "{ not JSON");
        put("UPPER.zip", PluginZips.plugin("one", "1.0.0"));
        put("upper.zip", PluginZips.plugin("two", "1.0.0"));
        SourceScan scan = source("").scan(work());
        assertThat(names(scan)).containsExactly("good", "one");
        assertThat(scan.broken()).containsExactly("folder", "slip", "torn", "upper");
        assertThat(scan.places()).filteredOn(place -> !place.whole()).extracting(SourceScan.Place::location)
                .containsExactlyInAnyOrder("s3://" + bucket + "/folder", "s3://" + bucket + "/slip.zip",
                        "s3://" + bucket
                                + "/torn.zip",
                        "s3://" + bucket + "/upper.zip");
        assertThat(scan.warnings()).filteredOn(warning -> warning.plugin().equals("upper")).singleElement().extracting(
                PluginWarning::message).asString().contains("differs from another only in case");
    }

    @Test
    void whatIsOverTheSourcesLimitIsLeftOutAndTheOthersAreThere() throws IOException {
        put("a/plugin.json", PluginZips.manifest("a", "1.0.0"));
        put("b/plugin.json", PluginZips.manifest("b", "1.0.0"));
        put("b/large", new byte[2_000_000]);
        put("c/plugin.json", PluginZips.manifest("c", "1.0.0"));
        SourceScan scan = new Sources(S3TestServer.shared().endpoint(), folder.resolve("cache")).of(bucket, "",
                Sources.KEY, Optional.empty(), new RemoteSource.Bounds(Duration.ofSeconds(30), 1_000_000)).scan(work());
        assertThat(names(scan)).containsExactly("a", "c");
        assertThat(scan.broken()).containsExactly("b");
        assertThat(scan.warnings().getFirst().code()).isEqualTo(WarningCode.CONTENT_REFUSED);
        assertThat(scan.warnings().getFirst().message()).contains("more than 1 MB");
        assertThat(kept()).as("it was not fetched").hasSize(2);
    }

    @Test
    void wrongKeysAndBucketsAreSentences() {
        Access wrongSecret = new Access.Key(SecretValue.of(S3TestServer.ACCESS_KEY), SecretValue.of("geheim"), Optional
                .empty());
        Access wrongKey = new Access.Key(SecretValue.of("AKIANOBODY"), SecretValue.of("geheim"), Optional.empty());
        assertUnreachable(source("", wrongSecret), "its secret key is wrong");
        assertUnreachable(source("", wrongKey), "its access key is not known there");
        assertUnreachable(source("", new Access.Unsigned()), "these credentials may not list it");
        assertUnreachable(new Sources(S3TestServer.shared().endpoint(), folder.resolve("cache")).of("no-such-bucket",
                ""), "there is no bucket 'no-such-bucket'");
        assertUnreachable(source("", new Access.Profile("no-such-profile")), "no credentials are found");
        assertUnreachable(source("", new Access.Key(SecretValue.of("env:NOT_SET"), SecretValue.of("x"), Optional
                .empty())), "env:NOT_SET");
    }

    @Test
    void aPublicBucketIsReadUnsigned() throws IOException {
        S3TestServer open = S3TestServer.open();
        try (S3Client anybody = open.client()) {
            anybody.createBucket(request -> request.bucket(bucket));
            S3TestServer.put(anybody, bucket, "a.zip", PluginZips.plugin("a", "1.0.0"));
        }
        assertThat(names(new Sources(open.endpoint(), folder.resolve("cache")).of(bucket, "", new Access.Unsigned(),
                Optional.empty()).scan(work()))).containsExactly("a");
    }

    @Test
    void aCacheThatCannotBeWrittenCostsTimeOnly() throws IOException {
        put("a.zip", PluginZips.plugin("a", "1.0.0"));
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertThat(names(new Sources(S3TestServer.shared().endpoint(), file).of(bucket, "").scan(work())))
                .containsExactly("a");
    }

    private void assertUnreachable(S3Source source, String words) {
        assertThatThrownBy(() -> source.scan(work())).isInstanceOf(IOException.class).message().contains(words)
                .doesNotContain("geheim");
    }

    private S3Source source(String prefix) {
        return source(prefix, Sources.KEY);
    }

    private S3Source source(String prefix, Access access) {
        return new Sources(S3TestServer.shared().endpoint(), folder.resolve("cache")).of(bucket, prefix, access,
                Optional.empty());
    }

    private void put(String key, byte[] bytes) {
        S3TestServer.put(client, bucket, key, bytes);
    }

    private void put(String key, String text) {
        S3TestServer.put(client, bucket, key, text);
    }

    private Path work() {
        return folder.resolve("work");
    }

    private Path cacheFolder() throws IOException {
        try (Stream<Path> folders = Files.list(folder.resolve("cache"))) {
            return folders.findFirst().orElseThrow();
        }
    }

    private TreeMap<String, FileTime> kept() throws IOException {
        TreeMap<String, FileTime> kept = new TreeMap<>();
        try (Stream<Path> files = Files.list(cacheFolder())) {
            for (Path file : files.toList()) {
                kept.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
            }
        }
        return kept;
    }

    private static List<String> names(SourceScan scan) {
        return scan.plugins().stream().map(PluginContent::name).toList();
    }
}
