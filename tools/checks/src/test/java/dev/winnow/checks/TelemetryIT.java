package dev.winnow.checks;

import dev.winnow.embedded.testing.HttpReceiver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** One suite with all of its telemetry on: each test looks at another part of what it tells of itself. */
class TelemetryIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String NAMESPACE = "Winnow";
    private static final Path CHECKOUT = Path.of(System.getProperty("winnow.checkout"));
    private static final List<String> DAEMONS = List.of("scheduler", "worker", "interface-server");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path work;

    private static HttpReceiver collector;
    private static Suite suite;
    private static String job = "";

    private final MetricsDocument document = new MetricsDocument(CHECKOUT);

    @BeforeAll
    static void startAndRunJobsOfEachPriority() throws Exception {
        collector = new HttpReceiver();
        Path plugins = work.resolve("plugins");
        Folders.copy(CHECKOUT.resolve("plugins"), plugins);
        Map<String, String> variables = new HashMap<>(Map.of("WINNOW_LOG_FORMAT", "json", "LOGGING_LEVEL_DEV_WINNOW",
                "debug", "WINNOW_TRACES_ENDPOINT", collector.uri("", "").toString()));
        if (System.getenv("AWS_ENDPOINT_URL") != null) {
            variables.putAll(Map.of("WINNOW_METRICS_CLOUDWATCH", "on", "WINNOW_METRICS_CLOUDWATCH_REGION",
                    Region.AP_SOUTH_1.id(), "WINNOW_METRICS_STEP_SECONDS", "2",
                    // The emulator does not unpack.
                    "AWS_DISABLE_REQUEST_COMPRESSION", "true"));
        }
        suite = Suite.start(work.resolve("state"), plugins, variables);
        suite.await("/api/v1/compliance", Duration.ofSeconds(60), list -> Suite.items(list).findAny().isPresent());
        job = run("diagnostic.noop", "p0", "succeeded");
        run("diagnostic.noop", "p1", "succeeded");
        run("diagnostic.noop", "p2", "succeeded");
    }

    @AfterAll
    static void stop() throws Exception {
        if (suite != null) {
            suite.close();
        }
        collector.close();
    }

    @Test
    void whatTheDaemonsExposeIsWhatTheDocumentSaysAndWhatDashboardsAsk() throws Exception {
        Set<String> exposed = new TreeSet<>();
        Set<String> samples = new TreeSet<>();
        for (String text : scrapes().values()) {
            text.lines().filter(line -> line.startsWith("# TYPE ")).forEach(line -> exposed.add(line.split(" ")[2]));
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> samples.add(line.split("[{ ]", 2)[0]));
        }
        Set<String> own = exposed.stream().filter(name -> name.startsWith("winnow_"))
                .filter(name -> !name.endsWith("_max") || !exposed.contains(name.substring(0, name.length() - 4)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(own).hasSizeGreaterThan(30).containsExactlyInAnyOrderElementsOf(document.prometheus());
        assertThat(samples).containsAll(document.asked());
        assertThat(document.asked()).hasSizeGreaterThan(30);
    }

    @Test
    void eachPriorityHasItsOwnSeriesFromTheStart() throws Exception {
        String all = String.join("\n", scrapes().values());
        for (String name : List.of("winnow_queue_depth", "winnow_queue_oldest_age_seconds", "winnow_job_enqueued_total",
                "winnow_job_started_total", "winnow_job_finished_total", "winnow_job_wait_seconds_count",
                "winnow_jobs_recovered_total", "winnow_jobs_dead_total", "winnow_worker_leases_lost_total",
                "winnow_queue_workers_needed")) {
            for (String priority : List.of("p0", "p1", "p2")) {
                assertThat(Pattern.compile(name + "\\{[^}]*priority=\"" + priority + "\"[^}]*} ").matcher(all).find())
                        .as(name + " of " + priority).isTrue();
            }
        }
    }

    @Test
    void prometheusItselfReadsWhatIsExposedAndTheAlerts() throws Exception {
        assumeTrue(new ProcessBuilder("sh", "-c", "command -v promtool").start().waitFor() == 0,
                "promtool is not installed (apt-get install prometheus): .ci/run does");
        for (Map.Entry<String, String> scrape : scrapes().entrySet()) {
            Path file = Files.writeString(work.resolve(scrape.getKey() + ".prom"), scrape.getValue());
            // Its advice is for our own names; a rate by the minute is what people think in.
            String said = promtool(file, "check", "metrics");
            assertThat(said.lines().filter(line -> line.contains("error while linting") || line.contains("parsing")))
                    .as(scrape.getKey()).isEmpty();
            assertThat(said.lines().filter(line -> line.startsWith("winnow_") && !line.contains("_per_minute")))
                    .as(scrape.getKey()).isEmpty();
        }
        Path rules = Files.copy(document.dashboards("prometheus-alerts.yaml"),
                work.resolve("prometheus-alerts.yaml"));
        Path tests = Files.copy(CHECKOUT.resolve("tools/checks/src/test/resources/alerts/alerts-test.yaml"),
                work.resolve("alerts-test.yaml"));
        assertThat(promtool(null, "check", "rules", rules.toString())).contains("SUCCESS");
        assertThat(promtool(null, "test", "rules", tests.toString())).contains("SUCCESS").doesNotContain("FAILED");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "AWS_ENDPOINT_URL", matches = "http.+", disabledReason = "no AWS emulator: see tools/checks/aws-emulator")
    void cloudWatchHasThemUnderTheNamesThatTheDocumentAndTheDashboardSay() throws Exception {
        Set<String> names = new TreeSet<>();
        Set<String> series = new TreeSet<>();
        Set<String> documented = document.cloudWatch();
        // A gauge that is no number, and a timer of what did not happen, are not sent.
        documented.removeAll(Set.of("winnow.queue.drain.seconds", "winnow.plugin.probe"));
        List<String> asked = document.askedOfCloudWatch();
        assertThat(asked).hasSizeGreaterThan(30);
        Set<String> missing = new TreeSet<>(documented);
        for (Instant end = Instant.now().plus(PATIENCE); !missing.isEmpty() && Instant.now().isBefore(end);) {
            arrived().forEach(metric -> {
                names.add(metric.metricName().substring(0, metric.metricName().lastIndexOf('.')));
                series.add(metric.metricName());
                series.add(metric.metricName() + "{" + String.join(",", metric.dimensions().stream()
                        .map(dimension -> dimension.name() + "=" + dimension.value()).sorted().toList()) + "}");
            });
            missing.clear();
            Stream.concat(documented.stream().filter(name -> !names.contains(name)), asked.stream().filter(
                    name -> !series.contains(name))).forEach(missing::add);
            // A step that could not be sent is not sent again, and the longest wait of a step without jobs is no number.
            for (String priority : List.of("p0", "p1", "p2")) {
                suite.post("/api/v1/jobs", Map.of("type", "diagnostic.noop", "priority", priority));
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        assertThat(missing).as("what has not arrived within " + PATIENCE + " of " + series).isEmpty();
        assertThat(names.stream().filter(name -> name.startsWith("winnow."))).isSubsetOf(document.cloudWatch());
        assertThat(series).contains("winnow.queue.depth.value{daemon=scheduler,priority=Immediate (p0)}",
                "winnow.queue.depth.value{daemon=scheduler,priority=High Priority (p1)}",
                "winnow.queue.depth.value{daemon=scheduler,priority=Standard (p2)}")
                .noneMatch(name -> name.contains("type="));
    }

    @Test
    void aRequestItsEnqueueDispatchAndRunAreOneTrace() throws Exception {
        String correlation = suite.get("/api/v1/jobs/" + job).get("correlationId").asString();
        String trace = correlation.split("-")[1];
        Map<String, Span> spans = new HashMap<>();
        Suite.Repeat.until(PATIENCE, () -> {
            spans.putAll(spans(trace));
            return spans.keySet().containsAll(
                    Set.of("POST /api/v1/jobs", "enqueue", "dispatch diagnostic.noop", "run diagnostic.noop"));
        });

        Span request = named(spans, "POST /api/v1/jobs");
        for (String part : List.of("enqueue", "dispatch diagnostic.noop", "run diagnostic.noop")) {
            assertThat(named(spans, part).getParentSpanId()).as(part).isEqualTo(request.getSpanId());
        }
        assertThat(named(spans, "dispatch diagnostic.noop").getStartTimeUnixNano())
                .isGreaterThanOrEqualTo(named(spans, "enqueue").getStartTimeUnixNano());
        assertThat(named(spans, "run diagnostic.noop").getAttributesList()).anySatisfy(
                attribute -> assertThat(attribute.getValue().getStringValue()).isEqualTo(job));
    }

    @Test
    void theLogLinesOfAllThreeDaemonsAreJsonAndCarryTheJobsCorrelation() throws Exception {
        String correlation = suite.get("/api/v1/jobs/" + job).get("correlationId").asString();
        for (String daemon : DAEMONS) {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(work.resolve("state/logs/" + daemon + ".log"))) {
                lines.add(JSON.readTree(line));
            }
            assertThat(lines).as(daemon).isNotEmpty().allSatisfy(line -> {
                assertThat(line.at("/@timestamp").isString()).isTrue();
                assertThat(line.at("/service/name").asString()).isEqualTo("winnow-" + daemon);
                assertThat(line.at("/log/level").isString()).isTrue();
            });
            assertThat(lines).as(daemon + " about " + job).anySatisfy(line -> {
                assertThat(line.path("correlation").asString("")).isEqualTo(correlation);
                assertThat(line.path("message").asString()).contains(job);
            });
        }
    }

    private static String run(String type, String priority, String state) throws Exception {
        String id = suite.post("/api/v1/jobs", Map.of("type", type, "priority", priority)).get("id").asString();
        suite.await("/api/v1/jobs/" + id, PATIENCE, found -> found.get("state").asString().equals(state));
        return id;
    }

    /** By daemon, from the ports that the processes name. */
    private static Map<String, String> scrapes() throws IOException, InterruptedException {
        Map<String, String> scrapes = new HashMap<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (JsonNode process : Suite.items(suite.get("/api/v1/processes")).toList()) {
                URI uri = URI.create("http://127.0.0.1:" + process.get("managementPort").asInt() + "/metrics");
                scrapes.put(process.get("kind").asString(), http.send(HttpRequest.newBuilder(uri).build(),
                        HttpResponse.BodyHandlers.ofString()).body());
            }
        }
        assertThat(scrapes).containsOnlyKeys(DAEMONS);
        return scrapes;
    }

    private static Map<String, Span> spans(String trace) {
        return collector.messages().stream().flatMap(TelemetryIT::spans)
                .filter(span -> HexFormat.of().formatHex(span.getTraceId().toByteArray()).equals(trace))
                .collect(Collectors.toMap(Span::getName, span -> span, (one, other) -> one));
    }

    private static Span named(Map<String, Span> spans, String name) {
        return Objects.requireNonNull(spans.get(name), name);
    }

    private static Stream<Span> spans(HttpReceiver.Message message) {
        try {
            return ExportTraceServiceRequest.parseFrom(message.body()).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream());
        } catch (IOException e) {
            throw new AssertionError("the collector was sent what is not OTLP", e);
        }
    }

    private static List<Metric> arrived() {
        try (CloudWatchClient client = CloudWatchClient.builder().region(Region.AP_SOUTH_1)
                .endpointOverride(URI.create(System.getenv().getOrDefault("AWS_ENDPOINT_URL", ""))).credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClient(Apache5HttpClient.create()).build()) {
            return client.listMetricsPaginator(request -> request.namespace(NAMESPACE)).metrics().stream().toList();
        }
    }

    private static String promtool(@Nullable Path input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(work, "promtool", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        assertThat(builder.start().waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }
}
