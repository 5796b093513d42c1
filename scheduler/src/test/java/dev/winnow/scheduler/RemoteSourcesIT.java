package dev.winnow.scheduler;

import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.db.request.Requests;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.scheduler.discovery.PluginZips;
import dev.winnow.scheduler.discovery.RudeServer;
import dev.winnow.scheduler.discovery.s3.S3TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Plugins from a URL and from a bucket, through starts of the scheduler on real servers, into MariaDB. */
class RemoteSourcesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;
    private final String bucket = "plugins-" + UUID.randomUUID();
    private final S3Client s3 = S3TestServer.shared().client();
    private RudeServer web;
    private Suite suite;

    @BeforeEach
    void start() throws IOException {
        suite = new Suite(folder);
        web = new RudeServer();
        s3.createBucket(request -> request.bucket(bucket));
        configure(http() + "," + bucketSource());
    }

    @AfterEach
    void stop() throws IOException {
        suite.close();
        web.close();
        s3.close();
    }

    @Test
    void whatTheyHoldIsPublishedChangedAndRemovedAndBrokenThingsKeepTheirLastGoodVersion() throws IOException {
        suite.writePlugin("alpha", "1.0.0");
        serve(PluginZips.folderOf("alpha", "web_one", "web_two"));
        put("bucket_zip.zip", PluginZips.plugin("by_bucket", "1.0.0"));
        put("bucket_folder/plugin.json", PluginZips.manifest("by_folder", "1.0.0").getBytes(StandardCharsets.UTF_8));

        Look first = look();
        assertThat(first.plugins()).containsExactly("alpha ACTIVE local", "by_bucket ACTIVE s3-team",
                "by_folder ACTIVE s3-team", "web_one ACTIVE web", "web_two ACTIVE web");
        assertThat(first.warnings()).filteredOn(line -> line.startsWith("P204")).singleElement().asString().contains(
                folder + "/plugins/alpha is used", web.uri("/all.zip") + "!/all/alpha is not");
        assertThat(look().generation()).as("nothing changed").isEqualTo(1);

        serve(PluginZips.folderOf("web_one"));
        put("bucket_zip.zip", "PK torn".getBytes(StandardCharsets.UTF_8));
        put("bucket_folder/plugin.json", PluginZips.manifest("by_folder", "2.0.0").getBytes(StandardCharsets.UTF_8));
        Look second = look();
        assertThat(second.generation()).isEqualTo(2);
        assertThat(second.plugins()).containsExactly("alpha ACTIVE local", "by_bucket STALE s3-team",
                "by_folder ACTIVE s3-team", "web_one ACTIVE web");
        assertThat(second.warnings()).anyMatch(line -> line.startsWith("P201 by_bucket") && line.contains("s3://"
                + bucket + "/bucket_zip.zip"));
        assertThat(look().generation()).as("still broken").isEqualTo(2);

        put("bucket_zip.zip", PluginZips.plugin("by_bucket", "1.0.0"));
        assertThat(look().plugins()).contains("by_bucket ACTIVE s3-team");
    }

    @Test
    void aSourceOutOfReachKeepsAllAndAnEmptiedOneToo() throws IOException {
        serve(PluginZips.folderOf("web_one"));
        put("b.zip", PluginZips.plugin("by_bucket", "1.0.0"));
        look();

        web.on("/all.zip", "503 Down", new byte[0]);
        s3.deleteObject(request -> request.bucket(bucket).key("b.zip"));
        Look gone = look();
        assertThat(gone.generation()).isEqualTo(1);
        assertThat(gone.warnings()).anyMatch(line -> line.startsWith("P501 source:web") && line.contains(
                "answered 503") && line.contains("It was last read at") && line.contains("web_one")).anyMatch(
                        line -> line.startsWith("P502 source:s3-team") && line.contains("by_bucket stays live"));

        ConfigurableApplicationContext scheduler = settled();
        List<String> digests = scheduler.getBean(PluginStore.class).sources().stream().map(
                SourceStatus::guardedDigest).filter(Objects::nonNull).toList();
        Requests.Answer answer = ask("plugins.confirm-removals", Map.of("digests", digests));
        assertThat(answer.outcome()).as(answer.toString()).isEqualTo("done");
        assertThat(looked(scheduler).plugins()).as("only what was confirmed").containsExactly("web_one ACTIVE web");
    }

    @Test
    void aSourceThatIsTakenOutOfTheListTakesItsPluginsWithItAndARollbackBringsThemBack() throws IOException {
        serve(PluginZips.folderOf("web_one"));
        put("b.zip", PluginZips.plugin("by_bucket", "1.0.0"));
        look();

        configure(bucketSource());
        ConfigurableApplicationContext scheduler = settled();
        Look dropped = looked(scheduler);
        assertThat(dropped.plugins()).containsExactly("by_bucket ACTIVE s3-team");
        assertThat(dropped.warnings()).anyMatch(line -> line.startsWith("P504 source:web") && line.contains(
                "Removed with it: web_one."));
        assertThat(scheduler.getBean(PluginStore.class).sources()).extracting(SourceStatus::name).doesNotContain(
                "web");

        assertThat(ask("plugins.rollback", Map.of()).outcome()).isEqualTo("done");
        assertThat(looked(scheduler).plugins()).containsExactly("by_bucket ACTIVE s3-team", "web_one ACTIVE web");
    }

    @Test
    void aSourceThatNeverAnswersDelaysTheStartByItsTimeAtMost() throws IOException {
        web.on("/all.zip", (request, out) -> Thread.sleep(Duration.ofMinutes(2)));
        suite.writePlugin("alpha", "1.0.0");

        Look look = look();
        assertThat(look.plugins()).containsExactly("alpha ACTIVE local");
        assertThat(look.warnings()).anyMatch(line -> line.startsWith("P501 source:web") && line.contains(
                "was not done within 5 s") && line.contains("It was never read."));
    }

    private String http() {
        return "{\"type\": \"http\", \"name\": \"web\", \"url\": \"%s\", \"timeout_seconds\": 5}".formatted(web.uri(
                "/all.zip"));
    }

    private String bucketSource() {
        return "{\"type\": \"s3\", \"name\": \"s3-team\", \"bucket\": \"%s\", \"endpoint\": \"%s\", \"access_key\": \"%s\", \"secret_key\": \"%s\"}"
                .formatted(bucket, S3TestServer.shared().endpoint(), S3TestServer.ACCESS_KEY, S3TestServer.SECRET_KEY);
    }

    private void configure(String sources) {
        suite.set("winnow.plugin.remotes", "[" + sources + "]");
    }

    private void serve(byte[] zip) {
        web.on("/all.zip", "200 OK", zip);
    }

    private void put(String key, byte[] bytes) {
        S3TestServer.put(s3, bucket, key, bytes);
    }

    private Requests.Answer ask(String kind, Map<String, Object> arguments) {
        Requests requests = suite.as(Account.INTERFACE).getBean(Requests.class);
        long id = requests.ask(kind, arguments, "user:ada");
        await().atMost(PATIENCE).until(() -> requests.answer(id).isPresent());
        return requests.answer(id).orElseThrow();
    }

    /** What a start of the scheduler made of the sources. */
    private Look look() {
        ConfigurableApplicationContext context = settled();
        Look look = looked(context);
        suite.stop(context);
        return look;
    }

    private static Look looked(ConfigurableApplicationContext context) {
        Generation current = context.getBean(PluginStore.class).current().orElseThrow();
        return new Look(current.id(), current.plugins().stream().map(plugin -> plugin.name() + " " + plugin.state()
                + " " + plugin.source()).toList(),
                context.getBean(PluginWarnings.class).open().stream().map(open -> {
                    PluginWarning warning = open.warning();
                    return warning.code().code() + " " + warning.plugin() + " " + warning.message();
                }).toList());
    }

    private ConfigurableApplicationContext settled() {
        ConfigurableApplicationContext context = suite.startScheduler();
        await().atMost(PATIENCE).until(() -> context.getBean(Readiness.class).isReady()
                && context.getBean(PluginHost.class).isLoaded());
        return context;
    }

    private record Look(long generation, List<String> plugins, List<String> warnings) {
    }
}
