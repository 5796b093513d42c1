package dev.winnow.scheduler;

import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginProbes;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.PublishedPlugin.State;
import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.scheduler.probe.PluginFolder;
import dev.winnow.scheduler.probe.ProbeScreen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Plugins are tried on the way from the folder to a generation, through starts of the scheduler on real servers. */
class ProbedPublishingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    void aVersionThatDoesNotLoadKeepsTheLastGoodOneLiveAndAnUnchangedStartTriesNothing() {
        PluginFolder plugins = new PluginFolder(suite.plugins);
        plugins.java("alpha", "1.0.0", "");
        ConfigurableApplicationContext first = settled();
        String good = Objects.requireNonNull(current(first).plugins().getFirst().digest());
        assertThat(suite.as(Account.INTERFACE).getBean(PluginProbes.class).find(good)).isPresent();
        suite.stop(first);

        plugins.java("alpha", "2.0.0", "System.exit(1);");
        plugins.java("beta", "1.0.0", "");
        plugins.java("gamma", "1.0.0", "throw new IllegalStateException();");
        ConfigurableApplicationContext second = settled();

        Generation generation = current(second);
        assertThat(generation.plugins()).extracting(PublishedPlugin::name).containsExactly("alpha", "beta", "gamma");
        assertThat(generation.plugins()).extracting(PublishedPlugin::state).containsExactly(State.STALE, State.ACTIVE,
                State.BROKEN);
        assertThat(generation.plugins().getFirst().digest()).isEqualTo(good);
        assertThat(second.getBean(PluginHost.class).loadedCount()).as("the scheduler lives, and loads").isEqualTo(2);
        assertThat(codes(second, "alpha")).containsExactly(WarningCode.LOAD_EXIT);
        assertThat(codes(second, "gamma")).containsExactly(WarningCode.LOAD_FAILED);
        suite.stop(second);

        ConfigurableApplicationContext third = settled();
        assertThat(third.getBean(ProbeScreen.class).started()).isZero();
        assertThat(current(third).id()).isEqualTo(generation.id());
        assertThat(codes(third, "alpha")).as("it is said again").containsExactly(WarningCode.LOAD_EXIT);
    }

    private static List<WarningCode> codes(ConfigurableApplicationContext context, String plugin) {
        return context.getBean(PluginWarnings.class).open(plugin).stream().map(RecordedWarning::warning)
                .map(warning -> warning.code()).toList();
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
}
