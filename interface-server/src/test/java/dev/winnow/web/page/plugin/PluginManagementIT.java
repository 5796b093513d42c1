package dev.winnow.web.page.plugin;

import dev.winnow.db.people.Role;
import dev.winnow.db.plugin.PluginSettingValues;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.web.Browser;
import dev.winnow.web.Call;
import dev.winnow.web.SampleSuite;
import dev.winnow.web.TestServer;
import dev.winnow.web.api.FakeScheduler;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Plan, drift, warnings and settings: by the API and by the pages, on the real server. */
class PluginManagementIT {
    private static final String PLUGIN = SampleSuite.PLUGIN;
    private static final String PAGE = "/settings/plugins/" + PLUGIN;

    private static TestServer server;
    private static Browser person;
    private static Browser admin;
    private static Browser operator;
    private static String digest = "";

    @BeforeAll
    static void start(@TempDir Path work) throws Exception {
        server = TestServer.prepared();
        digest = SampleSuite.publish(server, work);
        server.start("--winnow.admin.password=" + TestServer.PASSWORD);
        server.awaitLoaded();
        server.addUsers();
        admin = server.script(Role.ADMIN);
        operator = server.script(Role.OPERATOR);
        person = server.browser();
        person.signIn("admin", TestServer.PASSWORD);
        person.get("/");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void thePlanIsTheLeadingSchedulersAnswer() throws Exception {
        Call waiting = operator.get("/api/v1/plugins/plan");
        assertThat(waiting.status()).isEqualTo(202);
        assertThat(waiting.json().path("outcome").asString()).isEqualTo("waiting");
        assertThat(waiting.json().has("changed")).as("nothing is said of a plan that is not there").isFalse();
        assertThat(waiting.header("Location")).contains("/api/v1/requests/");
        try (FakeScheduler scheduler = new FakeScheduler(server, request -> "done")) {
            JsonNode plan = operator.get("/api/v1/plugins/plan").json();
            assertThat(plan.path("changed").asBoolean()).isTrue();
            assertThat(plan.path("message").asString()).isEqualTo("1 plugin would change.");
            assertThat(plan.at("/plugins/0/files/added/0").asString()).isEqualTo("plugin.py");
            assertThat(plan.at("/plugins/0/extensions/added/0/kind").asString()).isEqualTo("filter");
            assertThat(plan.at("/plugins/0/files/removed").isArray()).isTrue();
            assertThat(plan.at("/restart/0/pid").asInt()).isEqualTo(12);
            assertThat(plan.at("/commands/compose").asString()).isEqualTo("docker compose restart");
            String page = person.form("/settings/plan", Map.of()).header("Location");
            assertThat(page).contains("/settings/plan?request=");
            assertThat(person.get(page.replaceFirst("^https?://[^/]+", "")).body()).contains("1 plugin would change.",
                    "plugin.py", "filter cheap", "no Python", "docker compose restart");
        }
        try (FakeScheduler scheduler = new FakeScheduler(server, request -> "failed")) {
            Call failed = operator.get("/api/v1/plugins/plan");
            assertThat(failed.status()).isEqualTo(503);
            assertThat(failed.detail()).contains("The scheduler could not do it");
        }
        assertThat(server.script(Role.VIEWER).get("/api/v1/plugins/plan").status()).isEqualTo(403);
        assertThat(person.get("/settings/plan?request=nonsense").status()).isEqualTo(400);
    }

    @Test
    void aRequestForSomethingElseIsNoPlan() throws Exception {
        try (FakeScheduler scheduler = new FakeScheduler(server, request -> "done")) {
            String id = admin.post("/api/v1/plugins/publish", "{}").json().path("requestId").asString();
            assertThat(person.get("/settings/plan?request=" + id).status()).isEqualTo(404);
        }
    }

    @Test
    void driftNamesWhatEachProcessRunsWhatFailedThereAndTheCommands() {
        ProcessTable table = server.as(Account.WORKER, ProcessTable.class);
        table.save(new ProcessRow("late", "worker", "vm1", 4712, "1", "ready", false, 0L, "p2", 4, 0, 8102,
                Instant.now(), Instant.now()));
        table.save(new ProcessRow("good", "worker", "vm2", 4713, "1", "ready", false, 1L, "p0,p1", 4, 0, 8102,
                Instant.now(), Instant.now()));
        server.as(Account.WORKER, PluginWarnings.class).replace("worker", "vm2", "load",
                List.of(PluginWarning.of(PLUGIN,
                        digest, WarningCode.LOAD_MISSING_CLASS, "example/Gone is missing", "Put it there.")));
        server.as(Account.WORKER, PluginWarnings.class).replace("worker", "vm2", "discovery", List.of(PluginWarning
                .of(PLUGIN, digest, WarningCode.LOAD_FAILED, "only when it was tried", "")));
        try {
            JsonNode drift = admin.get("/api/v1/plugins/drift").json();
            assertThat(drift.path("behind").asBoolean()).isTrue();
            assertThat(drift.path("contentDigest").asString()).hasSize(64);
            JsonNode late = process(drift, "late");
            assertThat(late.path("behind").asBoolean()).isTrue();
            JsonNode good = process(drift, "good");
            assertThat(good.path("contentDigest")).isEqualTo(drift.path("contentDigest"));
            assertThat(good.path("failed").size()).isEqualTo(1);
            assertThat(good.at("/failed/0/code").asString()).isEqualTo("P303");
            assertThat(drift.at("/restart/compose").asString()).isEqualTo("docker compose restart worker-p2");
            assertThat(drift.at("/restart/systemd/0").toString())
                    .isEqualTo("{\"host\":\"vm1\",\"command\":\"sudo systemctl restart 'winnow-worker*'\"}");
            assertThat(person.get("/settings/plugins").body()).contains("docker compose restart worker-p2",
                    "worker 4712 on vm1 (generation 0)");
            assertThat(person.get(PAGE).body()).contains("Not loaded: P303", "Not there: restart it", ">Loaded<");
        } finally {
            table.remove("late");
            table.remove("good");
            List.of("load", "discovery").forEach(scope -> server.as(Account.WORKER, PluginWarnings.class)
                    .replace("worker", "vm2", scope, List.of()));
        }
    }

    private static JsonNode process(JsonNode drift, String id) {
        return drift.path("items").valueStream().filter(item -> item.path("id").asString().equals(id)).findFirst()
                .orElseThrow();
    }

    @Test
    void aWarningIsListedOnceAcknowledgedForAWhileAndTakenBack() {
        PluginWarning said = PluginWarning.of("broken_one", null, WarningCode.EMITTED, "spoken twice", "");
        server.as(Account.SCHEDULER, PluginWarnings.class).replace("scheduler", "box", "load", List.of(said));
        server.as(Account.WORKER, PluginWarnings.class).replace("worker", "vm1", "load", List.of(said));
        List<JsonNode> all = admin.get("/api/v1/plugins/warnings").json().path("items").valueStream()
                .filter(item -> item.path("message").asString().equals("spoken twice")).toList();
        assertThat(all).hasSize(1);
        JsonNode warning = all.getFirst();
        assertThat(warning.path("processes").size()).isEqualTo(2);
        String call = "/api/v1/plugins/broken_one/warnings/" + warning.path("id").asString() + "/acknowledge";
        assertThat(operator.post(call, "{\"expiresAt\":\"2020-01-01T00:00:00Z\"}").detail())
                .contains("must be in the future");
        assertThat(operator.post(call, "{\"note\":\"" + "x".repeat(1001) + "\"}").status()).isEqualTo(422);
        assertThat(operator.post(call.replace(warning.path("id").asString(), "nothing"), "{}").status())
                .isEqualTo(404);
        assertThat(operator.send("DELETE", call, null, Map.of()).status()).as("not acknowledged yet").isEqualTo(409);
        assertThat(operator.post(call, "{\"note\":\"known\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}").status())
                .isEqualTo(204);
        String page = "/settings/plugins/broken_one";
        assertThat(person.get(page).body()).contains("1 acknowledged warning", ": known", "counts again");
        assertThat(operator.send("DELETE", call, null, Map.of()).status()).isEqualTo(204);
        String form = page + "/warnings/" + warning.path("id").asString();
        person.form(form + "/acknowledge", Map.of("for", "1d", "note", "later"));
        assertThat(person.get(page).body()).contains("acknowledged for 1 day", ": later");
        person.form(form + "/acknowledge", Map.of("for", "a while"));
        assertThat(person.get(page).body()).contains("must be one of 7d, 1d, 30d, ever");
        person.form(form + "/withdraw", Map.of());
        assertThat(person.get(page).body()).contains("counts again").doesNotContain("1 acknowledged warning");
    }

    @Test
    void settingsAreCheckedSavedAndShownWithTheRestartThatTheyNeed() {
        JsonNode before = admin.get("/api/v1/plugins/" + PLUGIN + "/settings").json();
        assertThat(before.path("fields").size()).isEqualTo(3);
        assertThat(before.path("values").toString()).isEqualTo("{\"region\":\"eu-1\"}");
        Call wrong = person.form(PAGE + "/settings", Map.of("settings.region", "eu-2", "settings.limit", "many",
                "settings.token", "hunter2"));
        assertThat(wrong.body()).contains("id=\"error-settings.limit\"", "id=\"error-settings.token\"",
                "value=\"eu-2\"");
        assertThat(server.bean(PluginSettingValues.class).find(PLUGIN)).isEmpty();
        Call saved = person.form(PAGE + "/settings", Map.of("settings.region", "eu-1", "settings.limit", "7",
                "settings.token", "env:TOKEN"));
        assertThat(saved.header("Location")).endsWith(PAGE);
        assertThat(server.bean(PluginSettingValues.class).find(PLUGIN).orElseThrow().values())
                .as("the default is not kept").isEqualTo(Map.of("limit", 7, "token", "env:TOKEN"));
        assertThat(person.get(PAGE).body()).contains("A restart hands them to the plugin", "Saved by",
                "docker compose restart");
        assertThat(put("{\"settings\":{\"limit\":8}}").json().path("values").toString())
                .isEqualTo("{\"region\":\"eu-1\",\"limit\":8}");
        assertThat(put("{\"settings\":{\"limit\":\"x\",\"other\":1}}").json().path("errors").size()).isEqualTo(2);
        assertThat(put("{\"settings\":{}}").detail()).contains("'limit' (Limit) is required");
        assertThat(operator.send("PUT", "/api/v1/plugins/" + PLUGIN + "/settings", "{}",
                Map.of("Content-Type", "application/json")).status()).isEqualTo(403);
        assertThat(admin.get("/api/v1/audit?limit=500").body()).contains("plugin.settings");
    }

    private static Call put(String body) {
        return admin.send("PUT", "/api/v1/plugins/" + PLUGIN + "/settings", body,
                Map.of("Content-Type", "application/json"));
    }

    @Test
    void cardsAndTabsAreForTheirRolesAndAMissingFileBlanksNothing() {
        Call overview = person.get("/");
        assertThat(overview.body()).contains("src=\"/plugin/" + PLUGIN + "/assets/index.html\"", "Latest jobs")
                .doesNotContain("A lost card");
        assertThat(person.get(PAGE).body()).contains("P308", "&#39;assets/none.html&#39;");
        Browser viewer = server.browser();
        viewer.signIn("viewer", TestServer.PASSWORD);
        assertThat(viewer.get("/").body()).contains("A plugin&#39;s card");
        assertThat(viewer.get("/resources/1/tabs/" + PLUGIN + "/cost").status()).isIn(403, 404);
        assertThat(viewer.get(PAGE).body()).contains("may open network connections").doesNotContain("Save settings");
    }

    @Test
    void openWarningsAreAMetricByCode() {
        String text = scrape();
        assertThat(text)
                .containsPattern("winnow_plugin_warnings_open\\{code=\"P101\",daemon=\"interface-server\"} 1.0");
        assertThat(text.lines().filter(line -> line.startsWith("winnow_plugin_warnings_open{")).count())
                .isEqualTo(WarningCode.values().length);
    }

    private static String scrape() {
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            return client.send(java.net.http.HttpRequest
                    .newBuilder(java.net.URI.create(server.managementUrl() + "/metrics")).build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString()).body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
