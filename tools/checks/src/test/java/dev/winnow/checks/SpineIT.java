package dev.winnow.checks;

import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** From a plugin folder to a score, through real processes; each test goes on where the one before ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpineIT {
    private static final String SAMPLE = "plugin_instance_type_blacklist";
    private static final String FILTER = "instance_type_blacklist";
    private static final int LARGE = 60_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path work;

    private static Suite suite;

    @BeforeAll
    static void startWithTheSamplePlugin() throws Exception {
        Path plugins = work.resolve("plugins");
        Folders.copy(Path.of(System.getProperty("winnow.checkout"), "plugins"), plugins);
        suite = Suite.start(work.resolve("state"), plugins);
    }

    @AfterAll
    static void nothingIsLeftBehind() throws Exception {
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    @Order(1)
    void theDemoAccountIsHarvestedAndScoredWithinAMinute() throws Exception {
        assertThat(suite.readyLine()).matches("Winnow is ready: http://localhost:\\d+ .*admin.*password.*");
        Instant ready = Instant.now();

        JsonNode scored = suite.await("/api/v1/compliance", Duration.ofSeconds(60),
                list -> Suite.items(list).anyMatch(score -> score.path("total").asLong() > 500));

        assertThat(Duration.between(ready, Instant.now())).isLessThan(Duration.ofSeconds(60));
        JsonNode score = Suite.named(scored, "forbidden-instance-types");
        assertThat(score.get("failing").asLong()).isBetween(1L, score.get("total").asLong() - 1);
        assertThat(score.get("problem").isNull()).isTrue();
    }

    @Test
    @Order(2)
    void theApiGivesWhatThePagesShow() {
        JsonNode plugins = suite.get("/api/v1/plugins");
        assertThat(Suite.named(plugins, SAMPLE).get("state").asString()).isEqualTo("active");
        assertThat(Suite.named(plugins, SAMPLE).get("source").asString()).isEqualTo("local");
        assertThat(Suite.named(plugins, "aws").get("source").asString()).isEqualTo("bundled");
        assertThat(Suite.named(suite.get("/api/v1/filters"), FILTER).get("plugin").asString()).isEqualTo(SAMPLE);
        JsonNode found = suite.post("/api/v1/resources/query", Suite.query(FILTER, List.of("t2.*")));
        assertThat(found.get("total").asLong()).isPositive();
        assertThat(Suite.items(found))
                .allSatisfy(item -> assertThat(item.get("instanceType").asString()).startsWith("t2."));
        assertThat(Suite.items(suite.get("/api/v1/queues")).map(queue -> queue.get("priority").asString()))
                .containsExactly("p0", "p1", "p2");
        JsonNode insight = Suite.named(suite.get("/api/v1/insights"), "forbidden-instance-types");
        JsonNode findings = suite.get("/api/v1/insights/" + insight.get("id").asString() + "/findings?limit=500");
        assertThat(Suite.items(findings).count()).isEqualTo(insight.get("compliance").get("failing").asLong());
    }

    @Test
    @Order(3)
    void theScheduleFiredTheHarvestFromAProcessFile() {
        assertThat(Suite.named(suite.get("/api/v1/schedules"), "harvest").get("priority").asString()).isEqualTo("p2");
        assertThat(
                Suite.items(suite.get("/api/v1/schedules/harvest/ticks")).map(tick -> tick.get("outcome").asString()))
                .contains("fired");
        assertThat(Suite.items(suite.get("/api/v1/jobs?type=harvest.all"))).anySatisfy(job -> {
            assertThat(job.get("priority").asString()).isEqualTo("p2");
            assertThat(job.get("generation").asLong()).isEqualTo(1);
        });
    }

    @Test
    @Order(4)
    void aWorkerKilledInTheMiddleOfAHarvestLosesNothing() throws Exception {
        Path files = Files.createDirectories(work.resolve("large"));
        try (Writer out = Files.newBufferedWriter(files.resolve("instances.json"))) {
            out.write("{\"Reservations\": [{\"Instances\": [{\"InstanceId\": \"i-0\", \"InstanceType\": \"t2.nano\"}");
            for (int i = 1; i < LARGE; i++) {
                out.write(",\n{\"InstanceId\": \"i-" + i
                        + "\", \"InstanceType\": \"t2.nano\", \"Placement\": {\"AvailabilityZone\": \"eu-west-3a\"}}");
            }
            out.write("]}]}");
        }
        String account = suite.post("/api/v1/accounts", Map.of("name", "large", "provider", "aws-file", "settings",
                Map.of("path", files.toString()))).get("id").asString();
        suite.post("/api/v1/accounts/" + account + "/harvest", Map.of());
        String region = Suite
                .items(suite.await("/api/v1/jobs?type=harvest.region&state=running", Duration.ofSeconds(30),
                        list -> Suite.items(list).findAny().isPresent()))
                .findFirst().orElseThrow().get("id").asString();
        Map<String, Object> ofAccount = Map.of("accountId", account, "limit", 1);
        Suite.Repeat.until(Duration.ofSeconds(60),
                () -> suite.post("/api/v1/resources/query", ofAccount).get("total").asLong() > 1000);
        long killed = suite.pid("worker");

        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        JsonNode job = suite.await("/api/v1/jobs/" + region, Duration.ofMinutes(3),
                found -> found.get("state").asString().equals("succeeded"));
        assertThat(suite.pid("worker")).isNotEqualTo(killed);
        assertThat(job.get("attempt").asInt()).isEqualTo(2);
        assertThat(job.get("crashes").asInt()).isEqualTo(1);
        assertThat(job.get("attempts").valueStream().map(attempt -> attempt.get("outcome").asString()))
                .containsExactly("crashed", "succeeded");
        assertThat(suite.post("/api/v1/resources/query", ofAccount).get("total").asLong()).isEqualTo(LARGE);
    }

    @Test
    @Order(5)
    void aBrokenFileFailsItsJobWithThePlaceAndChangesNothing() throws Exception {
        Path file = work.resolve("large/instances.json");
        Files.writeString(file, Files.readString(file).substring(0, 100_000));
        String account = Suite.named(suite.get("/api/v1/accounts"), "large").get("id").asString();
        suite.post("/api/v1/accounts/" + account + "/harvest", Map.of());

        JsonNode failed = suite.await("/api/v1/jobs?type=harvest.region&state=failed", Duration.ofSeconds(60),
                list -> Suite.items(list).findAny().isPresent());

        String id = Suite.items(failed).findFirst().orElseThrow().get("id").asString();
        assertThat(suite.get("/api/v1/jobs/" + id).get("attempts").get(0).get("errorMessage").asString())
                .contains("instances.json").contains("line").contains("Nothing of account 'large' was changed");
        assertThat(
                suite.post("/api/v1/resources/query", Map.of("accountId", account, "limit", 1)).get("total").asLong())
                .isEqualTo(LARGE);
        Folders.delete(work.resolve("large"));
    }

    /** Against the EC2 emulator that {@code .ci/run} starts; {@code tools/checks/aws-emulator} starts it by hand. */
    @Test
    @Order(6)
    @EnabledIfEnvironmentVariable(named = "AWS_ENDPOINT_URL", matches = "http.+", disabledReason = "no EC2 emulator: see tools/checks/aws-emulator")
    void aRegionThatAnswersAnErrorFailsOnlyItsOwnJobAndInstancesStopAndStart() throws Exception {
        URI emulator = URI.create(System.getenv("AWS_ENDPOINT_URL"));
        try (Ec2Client ec2 = Ec2Client.builder().region(Region.EU_CENTRAL_1).endpointOverride(emulator)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build()) {
            String image = ec2.describeImages(request -> {
            }).images().getFirst().imageId();
            ec2.runInstances(request -> request.imageId(image).instanceType("t2.micro").minCount(5).maxCount(5));
        }
        try (FailingRegion front = new FailingRegion(emulator, "us-west-1")) {
            String account = suite.post("/api/v1/accounts", Map.of("name", "emulated", "provider", "aws", "settings",
                    Map.of("endpoint", front.url(), "regions", List.of("eu-central-1", "us-west-1")))).get("id")
                    .asString();
            assertThat(suite.post("/api/v1/accounts/" + account + "/test", Map.of()).get("ok").asBoolean()).isTrue();
            suite.post("/api/v1/accounts/" + account + "/harvest", Map.of());

            JsonNode harvests = suite.await("/api/v1/accounts/" + account, Duration.ofSeconds(90),
                    found -> found.get("harvests").valueStream()
                            .filter(harvest -> !harvest.path("problem").asString("").isEmpty()
                                    || harvest.path("resources").asLong() > 0)
                            .count() == 2);
            assertThat(harvests.get("harvests").valueStream()
                    .filter(harvest -> harvest.get("region").asString().equals("us-west-1"))
                    .findFirst().orElseThrow().get("problem").asString()).contains("us-west-1")
                    .contains("out of order");

            Map<String, Object> running = Map.of("accountId", account, "state", "running", "limit", 1);
            String instance = Suite.items(suite.post("/api/v1/resources/query", running)).findFirst().orElseThrow()
                    .get("id").asString();
            JsonNode stop = suite.post("/api/v1/resources/" + instance + "/actions/stop", Map.of());
            assertThat(suite.get("/api/v1/jobs/" + stop.get("id").asString()).get("priority").asString())
                    .isEqualTo("p0");
            suite.await("/api/v1/resources/" + instance, Duration.ofSeconds(60),
                    found -> found.get("state").asString().equals("stopped"));
            suite.post("/api/v1/resources/" + instance + "/actions/start", Map.of());
            suite.await("/api/v1/resources/" + instance, Duration.ofSeconds(60),
                    found -> found.get("state").asString().equals("running"));
        }
    }

    @Test
    @Order(7)
    void anUnchangedStartPublishesNothing() throws Exception {
        suite.restart();

        assertThat(Suite.items(suite.get("/api/v1/plugins/generations")).count()).isEqualTo(1);
        assertThat(suite.readyLine()).contains("the password that the first start showed");
    }

    @Test
    @Order(8)
    void brokenPluginsAreWarnedAboutAndEverythingElseRuns() throws Exception {
        BrokenPlugins.syntaxError(suite.plugins());
        BrokenPlugins.notJson(suite.plugins());
        BrokenPlugins.missingClass(suite.plugins(), work);

        suite.restart();

        JsonNode plugins = suite.get("/api/v1/plugins");
        assertThat(Suite.named(plugins, SAMPLE).get("warningCount").asInt()).isZero();
        assertThat(Suite.named(plugins, SAMPLE).get("loaded").asBoolean()).isTrue();
        assertThat(Suite.named(plugins, "broken_manifest").get("state").asString()).isEqualTo("broken");
        assertWarning("broken_syntax", "P304", "plugin.py", 3);
        assertWarning("broken_manifest", "P101", "plugin.json", 2);
        assertThat(Suite.items(suite.get("/api/v1/plugins/broken-class/warnings"))).anySatisfy(warning -> {
            assertThat(warning.get("code").asString()).isEqualTo("P303");
            assertThat(warning.get("message").asString()).contains("broken.Helper");
        });
        assertThat(suite.post("/api/v1/resources/query", Suite.query(FILTER, List.of("t2.*"))).get("total").asLong())
                .isPositive();
    }

    @Test
    @Order(9)
    void aFolderThatIsMissingRemovesNothingAndSaysWhy() throws Exception {
        Path away = suite.plugins().resolveSibling("away");
        Files.move(suite.plugins(), away);

        suite.restart();

        assertThat(Suite.named(suite.get("/api/v1/plugins"), SAMPLE).get("loaded").asBoolean()).isTrue();
        JsonNode local = Suite.named(suite.get("/api/v1/plugins/sources"), "local");
        assertThat(local.get("problem").asString()).contains(suite.plugins().toString());

        Files.createDirectories(suite.plugins());
        suite.restart();

        assertThat(Suite.named(suite.get("/api/v1/plugins"), SAMPLE).get("loaded").asBoolean()).isTrue();
        assertThat(Suite.named(suite.get("/api/v1/plugins/sources"), "local").get("guarded").asBoolean()).isTrue();
        Folders.delete(suite.plugins());
        Files.move(away, suite.plugins());
    }

    @Test
    @Order(10)
    void aPluginThatIsRemovedIsGoneEverywhereAndItsInsightSaysSo() throws Exception {
        Folders.delete(suite.plugins().resolve(SAMPLE));

        suite.restart();

        assertThat(Suite.items(suite.get("/api/v1/plugins")).map(plugin -> plugin.get("name").asString()))
                .doesNotContain(SAMPLE);
        assertThat(Suite.items(suite.get("/api/v1/filters")).map(filter -> filter.get("name").asString()))
                .doesNotContain(FILTER);
        long generation = Suite.items(suite.get("/api/v1/plugins/generations")).findFirst().orElseThrow().get("id")
                .asLong();
        assertThat(Suite.items(suite.get("/api/v1/processes")).map(process -> process.get("generation").asLong()))
                .hasSize(3).containsOnly(generation);
        suite.await("/api/v1/compliance", Duration.ofSeconds(30),
                list -> Suite.named(list, "forbidden-instance-types").path("problem").asString("").contains(FILTER));
        assertThat(Suite.items(suite.get("/api/v1/jobs?type=compliance.insight&state=failed"))).isEmpty();
    }

    private static void assertWarning(String plugin, String code, String file, int line) {
        assertThat(Suite.items(suite.get("/api/v1/plugins/" + plugin + "/warnings"))).anySatisfy(warning -> {
            assertThat(warning.get("code").asString()).isEqualTo(code);
            assertThat(warning.get("file").asString()).isEqualTo(file);
            assertThat(warning.get("line").asInt()).isEqualTo(line);
            assertThat(warning.get("hint").asString()).isNotBlank();
        });
    }
}
