package dev.winnow.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands on jobs, queues and schedules, over a server that says what the API says. */
class JobCommandsTest {
    private final Map<String, Deque<String>> answers = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;

    JobCommandsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyOptionOfAJobIsSent() {
        say("POST /api/v1/jobs", "{\"id\": \"12\"}");
        assertThat(run("jobs", "enqueue", "harvest.region", "--priority", "p1", "--arg", "n=3", "--arg", "on=true",
                "--arg", "name=x y", "--unique", "k", "--unique-for", "1h", "--idempotency-key", "once", "--delay",
                "5m", "--expires-after", "1d", "--deadline", "30s", "--concurrency", "a=b=2", "--rate", "mail=10/1m",
                "--force")).as(err.toString()).isZero();

        assertThat(out.toString()).contains("Job 12 is asked for.");
        JsonNode sent = JsonMapper.builder().build().readTree(bodies.getFirst());
        assertThat(sent).isEqualTo(JsonMapper.builder().build().readTree("""
            {"type": "harvest.region", "priority": "p1", "arguments": {"n": 3, "on": true, "name": "x y"},
             "uniqueKey": "k", "uniqueFor": "1h", "idempotencyKey": "once", "delay": "5m", "expiresAfter": "1d",
             "deadline": "30s", "concurrency": {"key": "a=b", "most": 2},
             "rate": {"key": "mail", "most": 10, "per": "1m"}, "force": true}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--concurrency=a", "--concurrency=a=b", "--concurrency==2", "--rate=a=1", "--rate=a=x/1m",
            "--rate=a=1/"})
    void aLimitThatIsNoneIsRefusedBeforeAnythingIsSent(String option) {
        assertThat(run("jobs", "enqueue", "x", option)).isEqualTo(2);
        assertThat(err.toString()).contains("expected KEY=N");
        assertThat(calls).isEmpty();
    }

    @Test
    void anExplanationSaysTheCauseFirstWhatToDoAndTheFacts() {
        say("GET /api/v1/jobs/12/explain",
                """
                    {"id": "12", "type": "harvest.region", "priority": "p1", "state": "queued", "summary": "Queue p1 is paused.",
                     "causes": [{"code": "lane-paused", "message": "Queue p1 is paused.", "advice": "Resume it."},
                                {"code": "behind-others", "message": "12 jobs are before it in p1.", "advice": ""}],
                     "facts": [{"name": "Queue p1", "value": "13 waiting"}], "queue": null,
                     "workers": [{"host": "box", "pid": 42, "reason": "does not serve p1, only p2"}], "limits": [],
                     "unknown": ["It could not be found out what runs: away"]}""");
        assertThat(run("jobs", "explain", "12")).isZero();
        assertThat(out.toString()).containsSubsequence("Job 12 (harvest.region, p1) is queued.",
                "- Queue p1 is paused.", "What to do: Resume it.", "- 12 jobs are before it in p1.",
                "Queue p1: 13 waiting", "box (42) does not serve p1, only p2", "It could not be found out what runs");
        assertThat(out.toString().lines().filter(line -> line.contains("What to do"))).hasSize(1);
    }

    @Test
    void aFollowedLogGoesOnUntilTheJobIsFinishedAndTakesItsLastLines() {
        say("GET /api/v1/jobs/12/log?limit=500", log("one", 1, false));
        say("GET /api/v1/jobs/12/log?limit=500&cursor=1.1", log("two", 2, true));
        say("GET /api/v1/jobs/12/log?limit=500&cursor=1.2", log("last", 3, true));
        assertThat(run("jobs", "log", "12", "--follow")).isZero();
        assertThat(out.toString()).containsSubsequence("INFO one", "INFO two", "INFO last");
        assertThat(calls).hasSize(3);
    }

    @Test
    void aLogThatIsNotFollowedIsReadInParts() {
        say("GET /api/v1/jobs/12/log?limit=500", log("one", 1, false).replace("null", "\"1.1\""));
        say("GET /api/v1/jobs/12/log?limit=500&cursor=1.1", log("two", 2, false));
        assertThat(run("jobs", "log", "12")).isZero();
        assertThat(calls).hasSize(2);
    }

    @Test
    void manyAreCalledOffOnlyWithAYesAndNoneThatCameLater() {
        say("POST /api/v1/jobs/cancel",
                "{\"jobs\": 10000, \"more\": true, \"upTo\": \"77\", \"outcome\": \"counted\"}");
        assertThat(run("jobs", "cancel", "--state", "queued", "--type", "x")).isEqualTo(3);
        assertThat(out.toString()).contains("10000 and more jobs fit", "--yes");

        say("POST /api/v1/jobs/cancel",
                "{\"jobs\": 10000, \"more\": true, \"upTo\": \"77\", \"outcome\": \"counted\"}");
        say("POST /api/v1/jobs/cancel", swept(10_000, true));
        say("POST /api/v1/jobs/cancel", swept(5, false));
        bodies.clear();
        assertThat(run("jobs", "cancel", "--state", "queued", "--type", "x", "--yes")).isZero();
        assertThat(bodies).hasSize(3);
        assertThat(bodies.get(1)).contains("\"upTo\":\"77\"", "\"state\":\"queued\"", "\"type\":\"x\"");
        assertThat(bodies.get(2)).isEqualTo(bodies.get(1));
    }

    @Test
    void aCancelNamesJobsOrAFilter() {
        assertThat(run("jobs", "cancel")).isEqualTo(2);
        assertThat(run("jobs", "cancel", "12", "--state", "queued")).isEqualTo(2);
        assertThat(calls).isEmpty();
        say("POST /api/v1/jobs/12/cancel", "{\"message\": \"Job 12 is running; its worker is asked to stop it.\"}");
        say("POST /api/v1/jobs/..%2F13/cancel", "{\"message\": \"odd\"}");
        assertThat(run("jobs", "cancel", "12", "../13")).isZero();
        assertThat(out.toString()).contains("asked to stop it", "odd");
    }

    @Test
    void withoutALiveWorkerTheListOfTypesSaysSo() {
        say("GET /api/v1/jobs/types?limit=500", "{\"items\": [], \"next\": null}");
        assertThat(run("jobs", "types")).isZero();
        assertThat(out.toString()).contains("start a worker to see the job types");
    }

    @Test
    void queuesAreListedPausedAndTheirDeadLettersShown() {
        say("GET /api/v1/queues?limit=10", """
            {"items": [{"priority": "p2", "depth": 9, "running": 1, "delayed": 0, "oldestAgeSeconds": 7, "paused": true,
              "inPerMinute": 1.5, "outPerMinute": null, "drainSeconds": null, "workersNeeded": 2}], "next": null}""");
        say("POST /api/v1/queues/p2/pause", "{\"message\": \"Queue p2 is paused.\"}");
        say("GET /api/v1/queues/dead-letters?limit=50", """
            {"items": [{"at": "2026-01-01T00:00:00Z", "priority": "p1", "reason": "malformed", "jobId": null,
              "size": 12, "text": "x"}], "next": null}""");
        assertThat(run("queues", "list")).isZero();
        assertThat(run("queues", "pause", "p2")).isZero();
        assertThat(run("queues", "dead-letters")).isZero();
        assertThat(out.toString()).contains("WORKERS NEEDED", "true", "Queue p2 is paused.", "malformed");
    }

    private static String swept(int jobs, boolean more) {
        return "{\"jobs\": " + jobs + ", \"more\": " + more
                + ", \"upTo\": \"77\", \"outcome\": \"done\", \"message\": \"m\"}";
    }

    private static String log(String message, int sequence, boolean finished) {
        return "{\"items\": [{\"attempt\": 1, \"sequence\": " + sequence
                + ", \"at\": \"2026-01-01T00:00:00Z\", \"level\": \"INFO\", \"message\": \"" + message
                + "\"}], \"next\": null, \"finished\": " + finished + "}";
    }

    private void say(String call, String json) {
        answers.computeIfAbsent(call, key -> new ArrayDeque<>()).add(json);
    }

    private int run(String... arguments) {
        CommandLine line = CliMain.line().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(2, "--url");
        all.add(3, "http://127.0.0.1:" + server.getAddress().getPort());
        return line.execute(all.toArray(String[]::new));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        calls.add(call);
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Deque<String> queued = answers.getOrDefault(call, new ArrayDeque<>());
        int status = queued.isEmpty() ? 500 : 200;
        byte[] body = (queued.isEmpty() ? "{\"detail\": \"not expected: " + call + "\"}" : queued.remove())
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
