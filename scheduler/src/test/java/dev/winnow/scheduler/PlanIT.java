package dev.winnow.scheduler;

import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.Database;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.db.request.Requests;
import dev.winnow.embedded.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the leading scheduler answers when it is asked what a restart would change. */
class PlanIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> TABLES = List.of("plugin_generation", "generation_plugin", "plugin_content",
            "plugin_file", "plugin_blob", "plugin_warning");

    @TempDir
    Path folder;
    private Suite suite;

    @BeforeEach
    void start() {
        suite = new Suite(folder);
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void aPlanNamesWhatAStartWouldChangeAndWritesNothing() throws IOException {
        suite.writePlugin("alpha", "1.0.0");
        suite.writePlugin("beta", "1.0.0");
        suite.writePlugin("delta", "1.0.0");
        suite.writePlugin("same", "1.0.0");
        ConfigurableApplicationContext context = settled();
        suite.writePlugin("alpha", "1.1.0");
        Files.writeString(suite.plugins.resolve("alpha/processes/hourly.yaml"), """
            schedules:
              - name: alpha.hourly
                job: diagnostic.noop
                cron: "0 30 * * * *"
              - name: alpha.daily
                job: diagnostic.noop
                interval: 1d
            """);
        Files.writeString(suite.plugins.resolve("alpha/notes.txt"), "new");
        FileSystemUtils.deleteRecursively(suite.plugins.resolve("beta"));
        Files.writeString(suite.plugins.resolve("delta/plugin.json"), "{ not JSON");
        Path gamma = suite.plugins.resolve("gamma");
        Files.createDirectories(gamma.resolve("assets"));
        Files.writeString(gamma.resolve("assets/index.html"), "<p>");
        Files.writeString(gamma.resolve("plugin.json"), """
            {"name": "gamma", "version": "3.0.0", "description": "d", "author": "a", "ui": [{"kind": "page",
              "id": "p", "title": "T", "entry": "assets/index.html", "icon": "ban", "roles": ["viewer"]}]}""");
        String before = written();

        Map<String, Object> plan = ask("plugins.plan");

        assertThat(written()).as("a plan writes nothing").isEqualTo(before);
        assertThat(plan.get("changed")).isEqualTo(true);
        assertThat(plan.get("base")).isEqualTo(1);
        assertThat(plan.get("message")).asString().contains("publishes generation 2", "added gamma",
                "changed alpha", "removed beta", "broken delta");
        assertThat(plugin(plan, "alpha")).containsEntry("change", "changed").containsEntry("fromVersion", "1.0.0")
                .containsEntry("toVersion", "1.1.0").containsEntry("source", "local")
                .containsEntry("files", Map.of("added", List.of("notes.txt"), "changed",
                        List.of("plugin.json", "processes/hourly.yaml"), "removed", List.of(), "more", 0))
                .containsEntry("extensions", Map.of("added", List.of(extension("schedule", "alpha.daily")),
                        "changed", List.of(extension("schedule", "alpha.hourly")), "removed", List.of(), "more", 0,
                        "complete", true));
        assertThat(plugin(plan, "beta")).containsEntry("change", "removed").containsEntry("toVersion", null)
                .extractingByKey("extensions").asString().contains("removed=[{kind=schedule, name=beta.hourly}]");
        assertThat(plugin(plan, "gamma")).containsEntry("change", "added").containsEntry("fromDigest", null)
                .extractingByKey("extensions").asString().contains("added=[{kind=frontend module, name=gamma.p}]");
        Map<String, Object> delta = plugin(plan, "delta");
        assertThat(delta).containsEntry("change", "broken").containsEntry("toVersion", "1.0.0");
        assertThat(delta.get("toDigest")).isEqualTo(delta.get("fromDigest"));
        assertThat(plugin(plan, "same")).containsEntry("change", "unchanged");
        assertThat(plan.get("warnings")).asString().contains("plugin=delta, code=P101");
        assertThat(plan.get("restart")).asString().contains("kind=scheduler", "generation=1");

        assertThat(ask("plugins.publish").get("generation")).isEqualTo(2);
        Map<String, Object> after = ask("plugins.plan");
        assertThat(after.get("changed")).isEqualTo(false);
        assertThat(after.get("message")).asString().contains("1 process has to be restarted");
        assertThat(after.get("restart")).asString().contains("kind=scheduler", "generation=1");
        assertThat(plugin(after, "delta")).containsEntry("change", "broken");
        suite.stop(context);
        settled();
        assertThat(ask("plugins.plan")).containsEntry("changed", false).containsEntry("restart", List.of());
    }

    @Test
    void afterARollbackThePlanSaysThatAStartChangesNothingAndWhatAPublishWould() {
        suite.writePlugin("alpha", "1.0.0");
        ConfigurableApplicationContext context = settled();
        suite.writePlugin("alpha", "2.0.0");
        ask("plugins.publish");
        ask("plugins.rollback");

        Map<String, Object> plan = ask("plugins.plan");

        assertThat(plan).containsEntry("changed", false).containsEntry("heldBackFrom", 2).containsEntry("restart",
                List.of());
        assertThat(plan.get("message")).asString().contains("Generation 3 is a rollback", "changed alpha");
        assertThat(plugin(plan, "alpha")).containsEntry("fromVersion", "1.0.0").containsEntry("toVersion", "2.0.0");
        suite.writePlugin("alpha", "3.0.0");
        assertThat(ask("plugins.plan")).containsEntry("changed", true).doesNotContainKey("heldBackFrom");
        suite.stop(context);
    }

    @Test
    void removalsThatAreRefusedAreInThePlanWithTheirDigests() throws IOException {
        suite.writePlugin("alpha", "1.0.0");
        settled();
        Files.move(suite.plugins, folder.resolve("aside"));

        Map<String, Object> plan = ask("plugins.plan");

        assertThat(plan).containsEntry("changed", false);
        assertThat(plan.get("refusedRemovals")).asInstanceOf(InstanceOfAssertFactories.LIST)
                .singleElement().asString().matches("[0-9a-f]{64}");
        assertThat(plugin(plan, "alpha")).containsEntry("change", "unchanged");
        assertThat(plan.get("warnings")).asString().contains("source:local");
    }

    @Test
    void whatMySqlHasLostIsStoredAgainByTheNextStart() {
        suite.writePlugin("alpha", "1.0.0");
        suite.stop(settled());
        sql().update("DELETE FROM plugin_blob");

        PluginStore store = settled().getBean(PluginStore.class);

        assertThat(store.current().orElseThrow().id()).isEqualTo(1);
        String digest = String.valueOf(store.current().orElseThrow().plugins().getFirst().digest());
        assertThat(store.files(digest)).isNotEmpty().allSatisfy(file -> store.fetch(file.sha256(), folder.resolve(
                "fetched")));
    }

    private String written() {
        StringBuilder written = new StringBuilder();
        TABLES.forEach(table -> written.append(table).append(' ').append(sql().number("SELECT COUNT(*) FROM " + table))
                .append('\n'));
        written.append(sql().number("SELECT SUM(occurrences) FROM plugin_warning")).append('\n');
        suite.as(Account.SCHEDULER).getBean(PluginStore.class).sources().stream().map(SourceStatus::toString)
                .forEach(written::append);
        return written.toString();
    }

    private Database sql() {
        return suite.as(Account.MIGRATE).getBean(Database.class);
    }

    private static Map<String, Object> extension(String kind, String name) {
        return Map.of("kind", kind, "name", name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> plugin(Map<String, Object> plan, String name) {
        List<Map<String, Object>> found = new ArrayList<>((List<Map<String, Object>>) plan.getOrDefault("plugins",
                List.of()));
        found.removeIf(plugin -> !name.equals(plugin.get("name")));
        assertThat(found).as("plugin " + name + " in " + plan).hasSize(1);
        return found.getFirst();
    }

    private Map<String, Object> ask(String kind) {
        Requests requests = suite.as(Account.INTERFACE).getBean(Requests.class);
        long id = requests.ask(kind, Map.of(), "user:ada");
        await().atMost(PATIENCE).until(() -> requests.answer(id).isPresent());
        Requests.Answer answer = requests.answer(id).orElseThrow();
        assertThat(answer.outcome()).as(answer.toString()).isEqualTo("done");
        return answer.values();
    }

    private ConfigurableApplicationContext settled() {
        ConfigurableApplicationContext context = suite.startScheduler();
        await().atMost(PATIENCE).until(() -> context.getBean(Readiness.class).isReady()
                && context.getBean(PluginHost.class).isLoaded());
        return context;
    }
}
