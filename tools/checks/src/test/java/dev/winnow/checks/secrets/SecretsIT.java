package dev.winnow.checks.secrets;

import dev.winnow.embedded.Account;
import dev.winnow.embedded.ChildProcess;
import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Real daemons are given recognisable secrets in every variable that takes one and made to fail in several ways; then
 * logs, command lines, health and metrics, error pages, the API, the doctor and support bundles are searched for them.
 */
class SecretsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> DAEMONS = List.of("scheduler", "worker", "interface-server");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static Installation installation;
    private static final HttpClient HTTP = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @BeforeAll
    static void start() throws Exception {
        installation = new Installation(folder);
        installation.start("scheduler", installation.variables(Account.SCHEDULER), "scheduler", "--db-upgrade");
        installation.start("worker", installation.variables(Account.WORKER), "worker");
        ChildProcess console = installation.start("interface-server", installation.variables(Account.INTERFACE),
                "interface-server");
        Instant end = Instant.now().plus(PATIENCE);
        while (!allReady()) {
            assertThat(console.isAlive()).as("see " + console.log()).isTrue();
            assertThat(Instant.now()).as("all are ready within " + PATIENCE).isBefore(end);
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static boolean allReady() {
        return DAEMONS.stream().allMatch(daemon -> status(installation.management.getOrDefault(daemon, 0),
                "/health/ready") == 200);
    }

    @AfterAll
    static void stop() {
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    void runningDaemonsGiveNothingAwayAndTheSourcesThatFailedAreNamed() throws Exception {
        String lines = installation.commandLines();
        assertThat(lines).contains("winnow-scheduler.jar");
        assertThat(installation.canaries.in(lines)).as("command lines").isEmpty();
        for (String daemon : DAEMONS) {
            assertThat(installation.canaries.in(installation.said(daemon))).as("log of the " + daemon).isEmpty();
        }
        assertThat(installation.said("scheduler")).as("there was something to give away").contains(
                "plugins.example.invalid");
    }

    @Test
    void healthAndMetricsPortsShowNothingOfTheEnvironment() {
        Map<String, String> found = new LinkedHashMap<>();
        for (String daemon : DAEMONS) {
            int port = installation.management.getOrDefault(daemon, 0);
            for (String path : List.of("/", "/metrics", "/health", "/health/ready", "/env", "/configprops", "/beans",
                    "/heapdump", "/threaddump", "/loggers", "/actuator", "/actuator/env", "/env/WINNOW_DB_PASSWORD")) {
                HttpResponse<String> answer = get(port, path, Map.of());
                found.put(daemon + path, answer.headers() + answer.body());
                if (!path.equals("/metrics") && !path.startsWith("/health")) {
                    assertThat(answer.statusCode()).as(daemon + path).isGreaterThanOrEqualTo(400);
                }
            }
        }
        assertThat(found).allSatisfy((path, text) -> assertThat(installation.canaries.in(text)).as(path).isEmpty());
    }

    @Test
    void pagesAndApiGiveNothingAwayNotEvenToAnAdmin() {
        Map<String, String> admin = Map.of("Authorization", "Bearer winnow_" + installation.canaries.of("token"),
                "Accept", "application/json");
        Map<String, String> found = new LinkedHashMap<>();
        for (String path : List.of("/api/v1/plugins", "/api/v1/plugins/sources", "/api/v1/plugins/warnings",
                "/api/v1/processes", "/api/v1/system/doctor", "/api/v1/users", "/api/v1/tokens", "/api/v1/audit",
                "/api/v1/nothing", "/api/v1/jobs/abc", "/openapi.json")) {
            HttpResponse<String> answer = get(installation.http, path, admin);
            found.put(path, answer.headers() + answer.body());
        }
        assertThat(found.get("/api/v1/plugins/sources")).contains("plugins.example.invalid");
        assertThat(found.get("/api/v1/tokens")).contains("WINNOW_ADMIN_TOKEN");
        for (String path : List.of("/sign-in", "/nothing", "/error", "/health/ready", "/%00", "/plugin/x/..%2f")) {
            HttpResponse<String> answer = get(installation.http, path, Map.of("Accept", "text/html"));
            found.put(path, answer.headers() + answer.body());
        }
        assertThat(found).allSatisfy((path, text) -> assertThat(installation.canaries.in(text)).as(path).isEmpty());
    }

    @Test
    void daemonsThatCannotStartSayWhyWithoutTheSecretThatWasWrong() throws Exception {
        Map<String, Map<String, String>> broken = new LinkedHashMap<>();
        broken.put("wrong-database-password", with(Map.of("WINNOW_DB_PASSWORD", installation.canaries.of("wrongdb"))));
        broken.put("wrong-redis-password",
                with(Map.of("WINNOW_REDIS_PASSWORD", installation.canaries.of("wrongredis"))));
        broken.put("nobody-answers", with(Map.of("WINNOW_DB_PORT", "1", "WINNOW_REDIS_NODES", "127.0.0.1:1")));
        broken.put("malformed-values", with(Map.of("WINNOW_PLUGIN_REMOTES", "[{\"password\": \"" + installation.canaries
                .of("malformed") + "\"", "http_proxy", "http://u:" + installation.canaries.of("badproxy") + "@:x/",
                "WINNOW_DB_PASSWORD", "'" + installation.canaries.of("quoted") + "'")));
        broken.put("looks-like-a-reference", with(Map.of("WINNOW_DB_PASSWORD", "${" + installation.canaries.of("braces")
                + "}")));
        Map<String, ChildProcess> started = new HashMap<>();
        broken.forEach((name, variables) -> started.put(name, installation.start(name, variables, "worker")));

        for (Map.Entry<String, ChildProcess> entry : started.entrySet()) {
            assertThat(entry.getValue().waitFor(PATIENCE)).as(entry.getKey()).isTrue();
            String said = installation.said(entry.getKey());
            assertThat(said).as(entry.getKey()).contains("Winnow cannot start");
            assertThat(installation.canaries.in(said)).as(entry.getKey() + " said " + said).isEmpty();
        }
        assertThat(Objects.requireNonNull(started.get("malformed-values")).onExit().join()).isEqualTo(2);
        assertThat(Objects.requireNonNull(started.get("nobody-answers")).onExit().join()).isEqualTo(4);
    }

    @Test
    void aWorkerThatMustEndReportsWhyToSentryBeforeItDoesAndNothingElse() throws Exception {
        Map<String, String> variables = installation.variables(Account.WORKER);
        int port = FreePort.any();
        variables.put("WINNOW_WORKER_MANAGEMENT_PORT", Integer.toString(port));
        try (EmbeddedRedis ofItsOwn = EmbeddedRedis.builder().password(installation.canaries.of("redis")).start()) {
            variables.put("WINNOW_REDIS_NODES", ofItsOwn.host() + ":" + ofItsOwn.port());
            ChildProcess worker = installation.start("bereft-worker", variables, "worker",
                    "--winnow.worker.unreachable-seconds=3");
            await("it is ready; see " + worker.log()).atMost(PATIENCE)
                    .until(() -> status(port, "/health/ready") == 200);

            ofItsOwn.kill();

            assertThat(worker.waitFor(PATIENCE)).isTrue();
            assertThat(worker.onExit().join()).isEqualTo(4);
        }
        assertThat(installation.reported()).contains("Redis has not answered for 3 s", "\"daemon\":\"worker\"");
        assertThat(installation.canaries.in(installation.reported())).as("reports: the key to Sentry itself is all")
                .isSubsetOf("dsn");
    }

    @Test
    void theDoctorAndTheSupportBundleGiveNothingAwayWhetherAllIsWellOrNot() throws Exception {
        Map<String, String> well = installation.variables(Account.SCHEDULER);
        Map<String, String> ill = new HashMap<>(well);
        ill.put("WINNOW_DB_PASSWORD", installation.canaries.of("wrongdb"));
        ill.put("WINNOW_REDIS_PASSWORD", installation.canaries.of("wrongredis"));
        ill.put("WINNOW_TOKEN", "winnow_" + installation.canaries.of("wrongtoken"));

        assertThat(installation.run("doctor-well", well, "doctor", "--json")).isIn(0, 3);
        assertThat(installation.run("doctor-ill", ill, "doctor", "--json")).isEqualTo(3);
        assertThat(installation.run("bundle-well", well, "support-bundle", folder.resolve("well.tar.gz").toString(),
                "--threads")).isZero();
        assertThat(installation.run("bundle-ill", ill, "support-bundle", folder.resolve("ill.tar.gz").toString()))
                .isZero();

        assertThat(verdict("doctor-well", "mysql.account.scheduler")).isEqualTo("ok");
        assertThat(verdict("doctor-well", "mysql.grants.scheduler")).isEqualTo("ok");
        assertThat(verdict("doctor-well", "redis.reachable")).isEqualTo("ok");
        assertThat(verdict("doctor-well", "suite.leader")).isEqualTo("ok");
        assertThat(verdict("doctor-well", "port.http")).isEqualTo("ok");
        assertThat(verdict("doctor-ill", "mysql.account.scheduler")).isEqualTo("problem");
        assertThat(verdict("doctor-ill", "redis.account")).isEqualTo("problem");
        for (String name : List.of("doctor-well", "doctor-ill", "bundle-well", "bundle-ill")) {
            assertThat(installation.canaries.in(installation.said(name))).as(name).isEmpty();
        }
        Map<String, String> parts = Tar.read(folder.resolve("well.tar.gz"));
        assertThat(parts).containsKeys("winnow-support/status/processes.json", "winnow-support/plugins/sources.json",
                "winnow-support/doctor.json", "winnow-support/settings.txt");
        assertThat(parts.keySet()).anyMatch(name -> name.startsWith("winnow-support/metrics/scheduler"))
                .anyMatch(name -> name.startsWith("winnow-support/threads/worker"));
        assertThat(parts.get("winnow-support/settings.txt")).contains("WINNOW_QUEUE_HMAC_KEY=***   # environment");
        parts.putAll(Tar.read(folder.resolve("ill.tar.gz")));
        assertThat(parts).allSatisfy((name, text) -> assertThat(installation.canaries.in(text)).as(name).isEmpty());
        assertThat(Files.getPosixFilePermissions(folder.resolve("ill.tar.gz"))).hasSize(2);
    }

    private static Map<String, String> with(Map<String, String> others) {
        Map<String, String> variables = installation.variables(Account.WORKER);
        variables.put("WINNOW_START_WAIT_SECONDS", "2");
        variables.put("WINNOW_WORKER_MANAGEMENT_PORT", "0");
        variables.putAll(others);
        return variables;
    }

    private static String verdict(String run, String check) throws IOException {
        String said = installation.said(run);
        JsonNode told = JsonMapper.builder().build().readTree(said.substring(said.indexOf('{'), said.lastIndexOf('}')
                + 1));
        return told.path("checks").valueStream().filter(found -> found.path("check").asString().equals(check))
                .map(found -> found.path("verdict").asString()).findFirst().orElse("no " + check + " in " + told);
    }

    private static int status(int port, String path) {
        try {
            return get(port, path, Map.of()).statusCode();
        } catch (IllegalStateException notYet) {
            return 0;
        }
    }

    private static HttpResponse<String> get(int port, String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(
                Duration.ofSeconds(40));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(path, e);
        }
    }
}
