package dev.winnow.scheduler;

import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.PublishedPlugin.State;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.db.request.Requests;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From a plugin folder to generations, through starts of the scheduler on real servers. */
class PublishingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
    void aFolderIsPublishedOnceAndAgainOnlyWhenItChanges() throws IOException {
        suite.writePlugin("alpha", "1.0.0");
        assertThat(afterAStart().id()).isEqualTo(1);
        assertThat(suite.plugins.resolve(".winnow-plugins")).isNotEmptyFile();

        assertThat(afterAStart().id()).as("nothing changed").isEqualTo(1);

        suite.writePlugin("alpha", "1.1.0");
        suite.writePlugin("beta", "1.0.0");
        Generation second = afterAStart();
        assertThat(second.id()).isEqualTo(2);
        assertThat(names(second)).containsExactly("alpha", "beta");

        Files.delete(suite.plugins.resolve(".winnow-plugins"));
        FileSystemUtils.deleteRecursively(suite.plugins.resolve("alpha"));
        assertThat(names(afterAStart())).as("rsync --delete took the marker, a plugin is left").containsExactly(
                "beta");
        assertThat(suite.plugins.resolve(".winnow-plugins")).isNotEmptyFile();

        FileSystemUtils.deleteRecursively(suite.plugins.resolve("beta"));
        Generation last = afterAStart();
        assertThat(last.id()).isEqualTo(4);
        assertThat(last.plugins()).as("the last one, too: the marker is there").isEmpty();
    }

    @Test
    void aMissingFolderAndAnEmptyMountRemoveNothingUntilAnOperatorConfirms() throws IOException {
        suite.writePlugin("alpha", "1.0.0");
        afterAStart();
        Path aside = folder.resolve("aside");
        Files.move(suite.plugins, aside);

        ConfigurableApplicationContext missing = settled();
        assertThat(current(missing).id()).isEqualTo(1);
        assertThat(guardWarnings(missing)).singleElement().asString().contains("does not exist", "alpha stays live");
        assertThat(missing.getBean(PluginHost.class).isLoaded()).isTrue();
        suite.stop(missing);

        Files.createDirectories(suite.plugins);
        ConfigurableApplicationContext emptied = settled();
        assertThat(current(emptied).id()).isEqualTo(1);
        assertThat(guardWarnings(emptied)).singleElement().asString().contains("empty mount");
        assertThat(suite.plugins.resolve(".winnow-plugins")).doesNotExist();

        SourceStatus local = emptied.getBean(PluginStore.class).sources().stream().filter(SourceStatus::guarded)
                .findFirst().orElseThrow();
        Requests.Answer wrong = ask("plugins.confirm-removals", Map.of("digests", List.of("0".repeat(64))));
        assertThat(wrong.outcome()).isEqualTo("refused");
        Requests.Answer right = ask("plugins.confirm-removals", Map.of("digests", List.of(String.valueOf(
                local.guardedDigest()))));
        assertThat(right.outcome()).as(right.toString()).isEqualTo("done");
        assertThat(current(emptied).id()).isEqualTo(2);
        assertThat(current(emptied).plugins()).isEmpty();
        assertThat(guardWarnings(emptied)).isEmpty();
    }

    @Test
    void aPluginThatBreaksKeepsItsLastGoodVersionAndTheOthersPublish() throws IOException {
        suite.writePlugin("alpha", "1.0.0");
        Generation first = afterAStart();
        Files.writeString(suite.plugins.resolve("alpha").resolve("plugin.json"), "{ this is not JSON");
        suite.writePlugin("beta", "1.0.0");
        Files.createDirectories(suite.plugins.resolve("gamma"));
        Files.writeString(suite.plugins.resolve("gamma").resolve("plugin.json"), "[]");

        ConfigurableApplicationContext context = settled();
        Generation second = current(context);

        assertThat(names(second)).containsExactly("alpha", "beta", "gamma");
        assertThat(second.plugins()).extracting(PublishedPlugin::state).containsExactly(State.STALE, State.ACTIVE,
                State.BROKEN);
        assertThat(second.plugins().getFirst().digest()).isEqualTo(first.plugins().getFirst().digest());
        assertThat(context.getBean(PluginWarnings.class).open("alpha")).isNotEmpty();
        assertThat(context.getBean(PluginWarnings.class).open("gamma")).isNotEmpty();
    }

    @Test
    void afterARollbackAStartPublishesOnlyWhenTheSourcesDiffer() {
        suite.writePlugin("alpha", "1.0.0");
        afterAStart();
        suite.writePlugin("alpha", "2.0.0");
        ConfigurableApplicationContext second = settled();
        Generation bad = current(second);
        Requests.Answer answer = ask("plugins.rollback", Map.of());
        assertThat(answer.outcome()).as(answer.toString()).isEqualTo("done");
        Generation rollback = current(second);
        assertThat(rollback.id()).isEqualTo(3);
        assertThat(rollback.rolledBackTo()).isEqualTo(1);
        suite.stop(second);

        ConfigurableApplicationContext held = settled();
        assertThat(current(held).id()).isEqualTo(3);
        assertThat(held.getBean(PluginStore.class).sources()).filteredOn(source -> source.name().equals("local"))
                .singleElement().extracting(SourceStatus::problem).asString()
                .contains("rolled back from (generation 2)");
        suite.stop(held);

        suite.writePlugin("alpha", "2.0.1");
        Generation better = afterAStart();
        assertThat(better.id()).isEqualTo(4);
        assertThat(better.plugins().getFirst().digest()).isNotEqualTo(bad.plugins().getFirst().digest());
    }

    @Test
    void aPublishThatIsAskedForIsCarriedOutAndAnUnknownRequestIsRefused() {
        ConfigurableApplicationContext context = settled();
        assertThat(context.getBean(PluginStore.class).current()).isEmpty();
        suite.writePlugin("alpha", "1.0.0");

        assertThat(ask("plugins.vanish", Map.of()).outcome()).isEqualTo("refused");
        assertThat(ask("plugins.rollback", Map.of("generation", "none")).outcome()).isEqualTo("refused");
        Requests.Answer answer = ask("plugins.publish", Map.of());

        assertThat(answer.outcome()).as(answer.toString()).isEqualTo("done");
        assertThat(answer.values().get("generation")).isEqualTo(1);
        assertThat(names(current(context))).containsExactly("alpha");
    }

    private Requests.Answer ask(String kind, Map<String, Object> arguments) {
        Requests requests = suite.as(Account.INTERFACE).getBean(Requests.class);
        long id = requests.ask(kind, arguments, "user:ada");
        await().atMost(PATIENCE).until(() -> requests.answer(id).isPresent());
        return requests.answer(id).orElseThrow();
    }

    private Generation afterAStart() {
        ConfigurableApplicationContext context = settled();
        Generation current = current(context);
        suite.stop(context);
        return current;
    }

    private ConfigurableApplicationContext settled() {
        ConfigurableApplicationContext context = suite.startScheduler();
        await().atMost(PATIENCE).until(() -> context.getBean(Readiness.class).isReady()
                && context.getBean(PluginHost.class).isLoaded());
        return context;
    }

    private static Generation current(ConfigurableApplicationContext context) {
        return context.getBean(PluginStore.class).current().orElseThrow();
    }

    private static List<String> names(Generation generation) {
        return generation.plugins().stream().map(PublishedPlugin::name).toList();
    }

    private static List<String> guardWarnings(ConfigurableApplicationContext context) {
        return context.getBean(PluginWarnings.class).open("source:local").stream().map(open -> open.warning())
                .filter(warning -> warning.code() == WarningCode.SOURCE_GUARD).map(warning -> warning.message())
                .toList();
    }
}
