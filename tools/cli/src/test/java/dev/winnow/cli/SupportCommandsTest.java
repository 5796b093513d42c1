package dev.winnow.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.winnow.cli.bundle.BundleReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands for when something is wrong, where nothing runs. */
class SupportCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void aBundleIsMadeWhileNothingAnswersAndSaysWhatIsMissing() throws IOException {
        Path file = folder.resolve("bundle.tar.gz");

        assertThat(run("support-bundle", file.toString(), "--url", "http://127.0.0.1:9")).as(err.toString()).isZero();

        Map<String, String> parts = BundleReader.read(file);
        assertThat(parts).containsKeys("versions.txt", "settings.txt", "doctor.json", "MANIFEST.txt");
        assertThat(parts.get("settings.txt")).contains("WINNOW_DB_PORT=3306   # default")
                .contains("WINNOW_TOKEN=***   # environment");
        assertThat(parts.get("MANIFEST.txt")).contains("jobs/failed.json: not there: ")
                .contains("metrics: not there: ");
        assertThat(String.join("\n", parts.values())).doesNotContain("winnow_test");
        assertThat(out.toString()).contains("could not be had");
        assertThat(run("support-bundle", file.toString())).as("it is not overwritten").isEqualTo(2);
    }

    @Test
    void aBundleToStandardOutputIsAllThatGoesThere() throws Exception {
        Path file = folder.resolve("bundle.tar.gz");

        assertThat(bundleInto(file)).isZero();

        assertThat(BundleReader.read(file)).containsKeys("versions.txt", "settings.txt", "MANIFEST.txt");
        assertThat(folder.resolve("said")).content().contains("The bundle holds ");
    }

    @Test
    void aBundleThatStandardOutputHasNoRoomForIsAFailure() throws Exception {
        assertThat(bundleInto(Path.of("/dev/full"))).isEqualTo(1);

        assertThat(folder.resolve("said")).content().contains("winnow: standard output cannot be written: ");
    }

    @Test
    void anAddressThatIsNoneIsSaidAndTheRestOfTheBundleIsMade() throws IOException {
        Path file = folder.resolve("bundle.tar.gz");

        assertThat(run("support-bundle", file.toString(), "--url", "http://<host>")).as(err.toString()).isZero();

        assertThat(BundleReader.read(file).get("MANIFEST.txt")).contains(
                "'http://<host>' is no address of an interface server");
        assertThat(run("status", "--url", "localhost:8001")).isEqualTo(2);
        assertThat(err.toString()).contains("'localhost:8001' is no address").doesNotContain("Exception");
    }

    @Test
    void theApisAnswersAreInItWithoutJobsArguments() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", SupportCommandsTest::answer);
        server.start();
        try {
            Path file = folder.resolve("bundle.tar.gz");
            assertThat(
                    run("support-bundle", file.toString(), "--json", "--url", "http://127.0.0.1:" + server.getAddress()
                            .getPort()))
                    .as(err.toString()).isZero();

            Map<String, String> parts = BundleReader.read(file);
            assertThat(JsonMapper.builder().build().readTree(parts.get("jobs/failed.json"))).isEqualTo(
                    JsonMapper.builder().build()
                            .readTree("[{\"id\": \"7\", \"error\": \"login with password=*** failed\"}]"));
            assertThat(parts).containsKeys("status/queues.json", "plugins/warnings.json", "plugins/drift.json",
                    "schedules.json", "doctor-of-the-interface-server.json");
            JsonNode told = JsonMapper.builder().build().readTree(out.toString());
            assertThat(told.valueStream().map(entry -> entry.path("name").asString())).contains("versions.txt");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whereRedisDoesNotAnswerTheDoctorEndsWithFourAndItsJsonSaysWhatToDo() {
        assertThat(run("doctor", "--json")).isEqualTo(4);

        JsonNode told = JsonMapper.builder().build().readTree(out.toString());
        assertThat(told.path("verdict").asString()).isEqualTo("problem");
        assertThat(told.path("reachable").asBoolean()).isFalse();
        assertThat(told.path("checks").valueStream().filter(check -> check.path("check").asString().equals(
                "redis.reachable")).findFirst().orElseThrow().path("fix").asString())
                .isEqualTo("nc -vz 127.0.0.1 9");
    }

    @Test
    void theDoctorsTextHasEachFixBelowItsFinding() {
        assertThat(run("doctor", "--findings")).isEqualTo(4);

        assertThat(out.toString())
                .containsPattern("PROBLEM\\s+redis.reachable\\s+Redis .*\\R\\s+fix: nc -vz 127.0.0.1 9")
                .containsPattern("\\d+ problems?, \\d+ warnings?,").doesNotContain("java.version");
    }

    @Test
    void anAdministratorsPasswordThatCannotBeReadIsNamedBeforeAnySecretIsMade() {
        assertThat(run("db", "init", "--admin-user", "root", "--admin-password-file", "/nowhere/password",
                "--secrets-dir", folder.toString())).isEqualTo(2);

        assertThat(err.toString())
                .isEqualTo("winnow: --admin-password-file: the file /nowhere/password does not exist\n");
        assertThat(folder).isEmptyDirectory();
    }

    /** The table of INTERFACES.md. */
    @ParameterizedTest
    @ValueSource(strings = {"db init", "status", "plugins list", "plugins plan", "plugins publish", "plugins verify",
            "plugins rollback", "plugins export", "plugins sign", "plugins warnings", "plugins new", "users add",
            "users reset-password", "tokens create", "accounts add", "accounts list", "accounts test",
            "accounts harvest",
            "jobs list", "jobs show", "jobs enqueue", "jobs cancel", "jobs retry", "jobs explain", "jobs log",
            "schedules list", "schedules pause", "schedules resume", "schedules run", "schedules ticks", "doctor",
            "support-bundle", "completion"})
    void eachCommandThatWasPromisedIsThereAndExplainsItself(String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add("--help");

        assertThat(run(words.toArray(String[]::new))).isZero();
        assertThat(out.toString()).startsWith("Usage: winnow " + command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "plugins list", "plugins plan", "plugins warnings", "accounts list", "jobs list",
            "schedules list", "schedules ticks", "doctor", "tokens list", "users list", "queues list",
            "support-bundle"})
    void everyListingHasJson(String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add("--help");

        assertThat(run(words.toArray(String[]::new))).isZero();
        assertThat(out.toString()).contains("--json");
    }

    @Test
    void bashTakesTheCompletionAndCompletesWhatTheLauncherCarriesOutToo() throws Exception {
        assertThat(run("completion", "bash")).isZero();
        Process bash = new ProcessBuilder("bash", "-c", out
                + "\nCOMP_WORDS=(winnow w) COMP_CWORD=1 COMP_LINE='winnow w'; _complete_winnow; echo \"${COMPREPLY[@]}\";"
                + " COMP_WORDS=(winnow jobs e) COMP_CWORD=2; _complete_winnow; echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true).start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said.lines().toList()).containsExactly("worker", "enqueue explain");
    }

    private int bundleInto(Path output) throws Exception {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System
                .getProperty("java.class.path"), CliMain.class.getName(), "support-bundle", "-", "--url",
                "http://127.0.0.1:9")
                .redirectOutput(output.toFile()).redirectError(folder.resolve("said").toFile()).start().waitFor();
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        CommandLine line = CliMain.line().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String body = "{\"items\": [], \"next\": null}";
        if (path.equals("/api/v1/jobs") && query.contains("state=failed")) {
            body = "{\"items\": [{\"id\": \"7\"}], \"next\": null}";
        } else if (path.equals("/api/v1/jobs/7")) {
            body = "{\"id\": \"7\", \"arguments\": {\"customer\": 1}, \"result\": {}, \"error\":"
                    + " \"login with password=geheim failed\"}";
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
