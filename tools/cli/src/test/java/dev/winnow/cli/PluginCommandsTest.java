package dev.winnow.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
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

/** The commands over a server that says what the API says; the API itself is tested in the interface server. */
class PluginCommandsTest {
    private static final String PLAN = """
        {"requestId": "7", "outcome": "done", "message": "2 plugins would change.", "changed": true, "base": 4, "heldBackFrom": 3,
         "plugins": [{"name": "shop", "change": "changed", "fromVersion": "1.0.0", "toVersion": "1.1.0",
           "source": "local", "files": {"added": ["new.py"], "changed": [], "removed": ["old.py"], "more": 5},
           "extensions": {"added": [{"kind": "filter", "name": "cheap"}], "removed": [], "changed": [],
             "more": 0, "complete": false}},
          {"name": "same", "change": "unchanged", "source": "local"}],
         "warnings": [{"plugin": "bad", "code": "P304", "message": "no Python", "hint": "Mend it.", "file": "a.py",
           "line": 3}],
         "restart": [{"kind": "worker", "host": "h", "pid": 12, "generation": 4}], "refusedRemovals": ["abc"],
         "commands": {"compose": "docker compose restart", "systemd": [{"host": "h", "command": "sudo systemctl x"}]}}
        """;
    private static final String WARNINGS = """
        {"items": [{"id": "aaaaaabbbbbbcccccc", "plugin": "shop", "code": "P304", "message": "no Python",
           "hint": "Mend it.", "file": "a.py", "line": 3, "occurrences": 2, "firstSeen": "2026-01-01T00:00:00Z",
           "lastSeen": "2026-01-02T00:00:00Z", "acknowledgedBy": null,
           "processes": [{"kind": "worker", "host": "one"}, {"kind": "scheduler", "host": "two"}]},
          {"id": "aaaaaacccccc", "plugin": "source:local", "code": "P501", "message": "gone", "hint": "", "file": null,
           "line": null, "occurrences": 1, "firstSeen": "2026-01-01T00:00:00Z", "lastSeen": "2026-01-02T00:00:00Z",
           "acknowledgedBy": "ada", "acknowledgedNote": "known", "acknowledgedUntil": null, "processes": []}],
         "next": null}
        """;

    private final Map<String, Deque<String>> answers = new HashMap<>();
    private final Deque<String> asked = new ArrayDeque<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;

    PluginCommandsTest() throws IOException {
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
    void aPlanIsATableWithDetailsAndExitsWithThreeWhenSomethingWouldChange() {
        say("GET /api/v1/plugins/plan", PLAN);
        assertThat(run("plan")).isEqualTo(3);
        assertThat(out.toString()).contains("2 plugins would change.", "shop    changed  1.0.0  1.1.0  local",
                "+ filter cheap", "+ new.py", "- old.py", "and 5 more", "a version of it was never tried",
                "generation 3 had, which was rolled back from",
                "P304  bad  a.py:3", "What to do: Mend it.",
                "winnow plugins publish --confirm-removals abc", "worker   h     12   4", "docker compose restart",
                "systemd, on h: sudo systemctl x").doesNotContain("same");
    }

    @Test
    void aPlanWithoutAChangeExitsWithZero() {
        say("GET /api/v1/plugins/plan",
                "{\"requestId\":\"7\",\"outcome\":\"done\",\"message\":\"Nothing.\",\"changed\":false,\"plugins\":[]}");
        assertThat(run("plan")).isZero();
        assertThat(out.toString().strip()).isEqualTo("Nothing.");
    }

    @Test
    void aPlanThatTakesLongIsWaitedFor() {
        say("GET /api/v1/plugins/plan", "{\"requestId\":\"7\",\"outcome\":\"waiting\",\"message\":\"not yet\"}");
        say("GET /api/v1/requests/7", "{\"requestId\":\"7\",\"outcome\":\"waiting\",\"message\":\"not yet\"}");
        say("GET /api/v1/requests/7",
                "{\"requestId\":\"7\",\"outcome\":\"done\",\"message\":\"1.\",\"values\":{\"changed\":true,\"base\":1}}");
        assertThat(run("plan", "--json")).isEqualTo(3);
        JsonNode plan = JsonMapper.builder().build().readTree(out.toString());
        assertThat(plan.path("changed").asBoolean()).isTrue();
        assertThat(plan.path("message").asString()).isEqualTo("1.");
    }

    @Test
    void withoutAnyAnswerThereIsNoPlanAndNoFalseAllClear() {
        say("GET /api/v1/plugins/plan",
                "{\"requestId\":\"7\",\"outcome\":\"waiting\",\"message\":\"No scheduler leads at the moment.\"}");
        assertThat(run("plan", "--wait", "0")).isEqualTo(4);
        assertThat(err.toString()).contains("no plan within 0 s: No scheduler leads");
    }

    @Test
    void driftNamesWhoIsBehindAndWhatToPaste() {
        say("GET /api/v1/plugins/drift", """
            {"currentGeneration": 5, "contentDigest": "d", "behind": true, "items": [
              {"id": "a", "kind": "worker", "host": "h", "pid": 12, "generation": 4, "behind": true,
               "failed": [{"plugin": "shop", "code": "P303", "message": "m"}]},
              {"id": "b", "kind": "scheduler", "host": "h", "pid": 13, "generation": 5, "behind": false, "failed": []},
              {"id": "c", "kind": "worker", "host": "h", "pid": 14, "generation": null, "behind": true, "failed": []}],
             "restart": {"compose": "docker compose restart worker", "systemd": []}}""");
        assertThat(run("drift")).isEqualTo(3);
        assertThat(out.toString()).contains("Generation 5 is published.", "behind", "shop (P303)", "current",
                "starting", "docker compose restart worker");
    }

    @Test
    void warningsSayWhatWhereWhatToDoAndWhoSeesIt() {
        say("GET /api/v1/plugins/warnings?limit=500", WARNINGS);
        assertThat(run("warnings")).isZero();
        assertThat(out.toString()).contains("P304  shop  a.py:3  [aaaaaabbbbbb]", "no Python", "What to do: Mend it.",
                "Seen 2 times", "by worker on one, scheduler on two", "1 acknowledged: --all shows it.")
                .doesNotContain("gone");
        say("GET /api/v1/plugins/warnings?limit=500", WARNINGS);
        assertThat(run("warnings", "--all")).isZero();
        assertThat(out.toString()).contains("gone", "Acknowledged by ada for good: known");
    }

    @Test
    void aWarningIsAcknowledgedByTheBeginningOfItsIdForAWhile() {
        say("GET /api/v1/plugins/warnings?limit=500", WARNINGS);
        say("POST /api/v1/plugins/shop/warnings/aaaaaabbbbbbcccccc/acknowledge", "");
        Instant before = Instant.now();
        assertThat(run("acknowledge", "aaaaaabbb", "--for", "7d", "--note", "known")).isZero();
        JsonNode body = JsonMapper.builder().build().readTree(asked.getLast());
        assertThat(body.path("note").asString()).isEqualTo("known");
        assertThat(Instant.parse(body.path("expiresAt").asString())).isBetween(before.plusSeconds(7 * 86_400),
                Instant.now().plusSeconds(7 * 86_400));
        say("GET /api/v1/plugins/warnings?limit=500", WARNINGS);
        say("DELETE /api/v1/plugins/source:local/warnings/aaaaaacccccc/acknowledge", "");
        assertThat(run("acknowledge", "aaaaaaccc", "--take-back")).isZero();
        assertThat(out.toString()).contains("P501  source:local counts again.");
    }

    @Test
    void anIdThatIsNoneOrSeveralIsRefused() {
        say("GET /api/v1/plugins/warnings?limit=500", WARNINGS);
        assertThat(run("acknowledge", "aaaaaa")).isEqualTo(2);
        assertThat(err.toString()).contains("2 warnings have an id that begins aaaaaa");
        say("GET /api/v1/plugins/warnings?limit=500", WARNINGS);
        assertThat(run("acknowledge", "ffffff")).isEqualTo(1);
        assertThat(run("acknowledge", "aaa")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "d7", "7y", "-7d", "0d", "7d7", "999999d"})
    void aSpanThatIsNoneIsRefusedBeforeAnythingIsSent(String span) {
        assertThat(run("acknowledge", "aaaaaabbb", "--for", span)).isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    private void say(String call, String json) {
        answers.computeIfAbsent(call, key -> new ArrayDeque<>()).add(json);
    }

    private int run(String... arguments) {
        CommandLine line = CliMain.line().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 3];
        all[0] = "plugins";
        all[1] = arguments[0];
        all[2] = "--url";
        all[3] = "http://127.0.0.1:" + server.getAddress().getPort();
        System.arraycopy(arguments, 1, all, 4, arguments.length - 1);
        return line.execute(all);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Deque<String> queued = answers.getOrDefault(call, new ArrayDeque<>());
        byte[] body = (queued.isEmpty() ? "{\"detail\": \"not expected: " + call + "\"}" : queued.remove())
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(body.length == 0 ? 204 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
