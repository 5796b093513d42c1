package dev.winnow.daemon;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.db.Database;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

class PluginLoadingIT {
    @TempDir
    Path folder;
    private TestDaemon servers;
    private TestPublisher publisher;

    @BeforeEach
    void migrate() {
        servers = new TestDaemon(folder.resolve("cache"));
        servers.migrate();
        publisher = new TestPublisher(servers.settings(Account.SCHEDULER), folder.resolve("source"));
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    private ConfigurableApplicationContext worker(String... more) {
        return DaemonApplication.start(MainWithHandler.class, DaemonKind.WORKER, CommandLine.NO_OPTIONS,
                BeforeStart.NOTHING, servers.arguments(Account.WORKER, Stream
                        .concat(Stream.of("--winnow.worker.management-port=0"), Stream.of(more))
                        .toArray(String[]::new)));
    }

    @Test
    void whatIsPublishedIsLoadedBesideTheBuiltIns() throws Exception {
        publisher.publish("first_plugin", "second_plugin");
        try (ConfigurableApplicationContext context = worker()) {
            PluginHost plugins = context.getBean(PluginHost.class);
            plugins.load();

            assertThat(plugins.generation()).contains(1L);
            assertThat(plugins.plugins()).extracting(plugin -> plugin.name()).containsExactly("first_plugin",
                    "second_plugin");
            assertThat(plugins.plugins().getFirst().folder().resolve("assets/index.html")).hasContent("first_plugin");
            assertThat(plugins.registry().all(FrontendModule.class)).hasSize(2);
            assertThat(plugins.registry().find(JobHandler.class, "test.built-in")).get()
                    .satisfies(handler -> assertThat(handler.plugin()).isEqualTo("winnow"));
            assertThat(context.getBean(ProcessTable.class).live()).singleElement()
                    .satisfies(row -> assertThat(row.generation()).isEqualTo(1));
        }
    }

    @Test
    void aPluginWhoseBytesAreNotThosePublishedIsAWarningOnItAlone() throws Exception {
        publisher.publish("first_plugin", "second_plugin");
        servers.corrupt("first_plugin");
        try (ConfigurableApplicationContext context = worker()) {
            PluginHost plugins = context.getBean(PluginHost.class);
            plugins.load();

            assertThat(plugins.isLoaded()).isTrue();
            assertThat(plugins.plugins()).extracting(plugin -> plugin.name()).containsExactly("second_plugin");
            List<RecordedWarning> warnings = context.getBean(PluginWarnings.class).open("first_plugin");
            assertThat(warnings).singleElement().satisfies(warning -> {
                assertThat(warning.warning().code()).isEqualTo(WarningCode.DIGEST_MISMATCH);
                assertThat(warning.warning().file()).isEqualTo("assets/index.html");
                assertThat(warning.processKind()).isEqualTo("worker");
            });
        }
    }

    @Test
    void afterThreeStartsThatDiedWhileLoadingTheGenerationBeforeIsLoaded() throws Exception {
        publisher.publish("first_plugin");
        publisher.publish("first_plugin", "deadly_plugin");
        Path marks = Files.createDirectories(folder.resolve("cache/loading/worker"));
        for (int pid = 999_999_991; pid <= 999_999_993; pid++) {
            Files.writeString(marks.resolve("2-" + pid + "-1000"), "");
        }
        try (ConfigurableApplicationContext context = worker()) {
            PluginHost plugins = context.getBean(PluginHost.class);
            plugins.load();

            assertThat(plugins.generation()).contains(1L);
            assertThat(context.getBean(PluginWarnings.class).open("winnow")).singleElement()
                    .satisfies(warning -> assertThat(warning.warning().code()).isEqualTo(WarningCode.SAFE_MODE));
            publisher.publish("first_plugin", "mended_plugin");
            plugins.load();
            assertThat(plugins.generation()).contains(3L);
            assertThat(marks).isEmptyDirectory();
        }
    }

    @Test
    void safeModePassesOverAGapInTheNumbersAndOverTheSamePluginsUnderAnotherNumber() throws Exception {
        publisher.publish("first_plugin");
        publisher.publish("deadly_plugin");
        publisher.publish("other_plugin");
        LeaderLease.Held held = publisher.bean(LeaderLease.class).acquire("test", Duration.ofMinutes(5)).orElseThrow();
        publisher.bean(PluginPublisher.class).rollback(held, 2);
        // As retention does.
        Database sql = publisher.bean(Database.class);
        sql.update("DELETE FROM generation_plugin WHERE generation = 3");
        sql.update("DELETE FROM plugin_generation WHERE id = 3");
        Path marks = Files.createDirectories(folder.resolve("cache/loading/worker"));
        for (int pid = 999_999_991; pid <= 999_999_993; pid++) {
            Files.writeString(marks.resolve("4-" + pid + "-1000"), "");
        }
        try (ConfigurableApplicationContext context = worker()) {
            PluginHost plugins = context.getBean(PluginHost.class);
            plugins.load();

            assertThat(plugins.generation()).contains(1L);
            assertThat(plugins.plugins()).extracting(plugin -> plugin.name()).containsExactly("first_plugin");
        }
    }

    @Test
    void contentThatWasClearedAwayIsAWarningThatSaysWhatToDoAndWhatNobodyNamesLeavesTheCache() throws Exception {
        publisher.publish("first_plugin", "second_plugin");
        Path old = Files.createDirectories(folder.resolve("cache/plugins").resolve("a".repeat(64)));
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        publisher.bean(Database.class).update("DELETE FROM plugin_content WHERE name = 'first_plugin'");
        try (ConfigurableApplicationContext context = worker()) {
            PluginHost plugins = context.getBean(PluginHost.class);
            plugins.load();

            assertThat(plugins.plugins()).extracting(plugin -> plugin.name()).containsExactly("second_plugin");
            assertThat(context.getBean(PluginWarnings.class).open("first_plugin")).singleElement()
                    .satisfies(warning -> {
                        assertThat(warning.warning().code()).isEqualTo(WarningCode.CONTENT_UNREADABLE);
                        assertThat(warning.warning().hint()).contains("restart");
                    });
            assertThat(old).doesNotExist();
            assertThat(plugins.plugins().getFirst().folder()).isDirectory();
        }
    }

    @Test
    void whatASchedulerPublishesThatIsRestartedAfterThisDaemonIsLoadedToo() throws Exception {
        publisher.publish("first_plugin");
        ProcessTable table = publisher.bean(ProcessTable.class);
        table.save(scheduler("old", "settled"));
        try (ConfigurableApplicationContext context = worker("--winnow.plugins.wait-seconds=60")) {
            PluginHost plugins = context.getBean(PluginHost.class);
            plugins.awaitSettledScheduler();
            plugins.load();
            assertThat(plugins.generation()).contains(1L);

            table.remove("old");
            table.save(scheduler("new", "starting"));
            publisher.publish("first_plugin", "second_plugin");
            Thread.sleep(2500);
            assertThat(plugins.generation()).contains(1L);
            table.save(scheduler("new", "settled"));
            for (int i = 0; i < 200 && !plugins.generation().equals(Optional.of(2L)); i++) {
                Thread.sleep(50);
            }
            assertThat(plugins.generation()).contains(2L);
            assertThat(plugins.registry().all(FrontendModule.class)).hasSize(2);
        }
    }

    /** A scheduler that lives in this very process. */
    private static ProcessRow scheduler(String id, String state) {
        ProcessIdentity here = ProcessIdentity.here("scheduler", "test", 0);
        return new ProcessRow(id, "scheduler", here.host(), here.pid(), "test", state, true, null, "", 0, 0, 0,
                here.startedAt(), Instant.EPOCH);
    }

    @Configuration(proxyBeanMethods = false)
    @Import(DaemonConfiguration.class)
    static class MainWithHandler {
        @Bean
        JobHandler builtIn() {
            return new BuiltIn();
        }
    }

    static final class BuiltIn implements JobHandler {
        @Override
        public String name() {
            return "test.built-in";
        }

        @Override
        public JobResult run(JobContext context) {
            return JobResult.NONE;
        }
    }
}
