package dev.winnow.daemon;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.daemon.settings.ManagementSettings;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.EmbeddedRedis;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DaemonStartIT {
    @TempDir
    Path cache;

    private static ConfigurableApplicationContext start(DaemonKind kind, String... arguments) {
        return DaemonApplication.start(TrivialMain.class, kind, CommandLine.NO_OPTIONS, BeforeStart.NOTHING, arguments);
    }

    @Test
    void aDaemonAnswersHealthAndMetricsAndKeepsItsRow() throws Exception {
        TestDaemon daemon = new TestDaemon(cache);
        daemon.migrate();
        ProcessTable table;
        try (ConfigurableApplicationContext context = start(DaemonKind.WORKER,
                daemon.arguments(Account.WORKER, "--winnow.worker.management-port=0"))) {
            int port = context.getBean(ManagementSettings.class).port();
            table = context.getBean(ProcessTable.class);

            assertThat(TestDaemon.get(port, "/health/live")).extracting(HttpResponse::statusCode, HttpResponse::body)
                    .containsExactly(200, "{\"status\":\"UP\"}");
            assertThat(TestDaemon.get(port, "/health/ready")).extracting(HttpResponse::statusCode, HttpResponse::body)
                    .containsExactly(503, "{\"status\":\"OUT_OF_SERVICE\"}");
            context.getBean(TrivialReadiness.class).ready.set(true);
            assertThat(TestDaemon.get(port, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(TestDaemon.get(port, "/metrics").body()).contains("winnow_generation{daemon=\"worker\"} 0.0")
                    .contains("winnow_plugins_loaded{daemon=\"worker\"}");
            assertThat(TestDaemon.get(port, "/env").statusCode()).isEqualTo(404);
            assertThat(TestDaemon.get(port, "/").statusCode()).isEqualTo(404);

            assertThat(table.live()).singleElement().satisfies(row -> {
                assertThat(row.kind()).isEqualTo("worker");
                assertThat(row.state()).isEqualTo("starting");
                assertThat(row.managementPort()).isEqualTo(port);
                assertThat(row.pid()).isEqualTo(ProcessHandle.current().pid());
            });
            context.getBean(ProcessRegistration.class).state("ready");
            assertThat(table.live()).extracting(ProcessRow::state).containsExactly("ready");
        }
        try (ConfigurableApplicationContext other = start(DaemonKind.SCHEDULER,
                daemon.arguments(Account.SCHEDULER, "--winnow.scheduler.management-port=0"))) {
            assertThat(other.getBean(ProcessTable.class).live()).extracting(ProcessRow::kind)
                    .containsExactly("scheduler");
        }
    }

    @Test
    void daemonsThatStartAtOnceEachGetADefaultPortOfTheirOwnAndAnswerOnIt() throws Exception {
        TestDaemon daemon = new TestDaemon(cache);
        daemon.migrate();
        List<CompletableFuture<ConfigurableApplicationContext>> starts = Stream.of(DaemonKind.WORKER,
                DaemonKind.WORKER, DaemonKind.INTERFACE_SERVER).map(
                        kind -> CompletableFuture.supplyAsync(
                                () -> start(kind, daemon.arguments(kind == DaemonKind.WORKER
                                        ? Account.WORKER
                                        : Account.INTERFACE, "--winnow.http.port=0"))))
                .toList();
        Set<Integer> ports = new HashSet<>();
        List<ConfigurableApplicationContext> started = new ArrayList<>();
        try {
            for (CompletableFuture<ConfigurableApplicationContext> start : starts) {
                started.add(start.get(120, TimeUnit.SECONDS));
            }
            for (ConfigurableApplicationContext context : started) {
                int port = context.getBean(ManagementSettings.class).port();
                ports.add(port);
                assertThat(TestDaemon.get(port, "/health/live").statusCode()).isEqualTo(200);
            }
            assertThat(ports).hasSize(3);
        } finally {
            started.forEach(ConfigurableApplicationContext::close);
        }
    }

    @Test
    void withoutPublishedPluginsNothingIsLoadedAndNothingFails() throws Exception {
        TestDaemon daemon = new TestDaemon(cache);
        daemon.migrate();
        try (ConfigurableApplicationContext context = start(DaemonKind.INTERFACE_SERVER,
                daemon.arguments(Account.INTERFACE, "--winnow.interface.management-port=0", "--winnow.http.port=0"))) {
            PluginHost plugins = context.getBean(PluginHost.class);
            assertThat(plugins.isLoaded()).isFalse();
            plugins.awaitSettledScheduler();
            plugins.load();

            assertThat(plugins.isLoaded()).isTrue();
            assertThat(plugins.generation()).isEmpty();
            assertThat(plugins.plugins()).isEmpty();
            int port = context.getBean(ManagementSettings.class).port();
            assertThat(TestDaemon.get(port, "/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anOutdatedSchemaIsSaidInOneSentence() {
        TestDaemon daemon = new TestDaemon(cache);

        assertThatThrownBy(() -> start(DaemonKind.WORKER,
                daemon.arguments(Account.WORKER, "--winnow.start.wait-seconds=0", "--winnow.worker.management-port=0")))
                .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.FAILED))
                .hasMessageContaining("winnow db upgrade");
    }

    @Test
    void aRedisThatCannotBeReachedIsExitCodeFour() {
        TestDaemon daemon = new TestDaemon(cache);
        daemon.migrate();

        assertThatThrownBy(() -> start(DaemonKind.WORKER,
                daemon.arguments(Account.WORKER, "--winnow.start.wait-seconds=0", "--winnow.redis.nodes=127.0.0.1:1",
                        "--winnow.worker.management-port=0")))
                .isInstanceOfSatisfying(StartException.class,
                        e -> assertThat(e.code()).isEqualTo(ExitCode.UNREACHABLE))
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void aRedisThatWouldThrowJobsAwayIsExitCodeTwoAtOnce() {
        TestDaemon daemon = new TestDaemon(cache);
        daemon.migrate();

        try (EmbeddedRedis redis = EmbeddedRedis.builder().maxMemory("100mb", "allkeys-lru").start()) {
            assertThatThrownBy(() -> start(DaemonKind.SCHEDULER,
                    daemon.arguments(Account.SCHEDULER, "--winnow.redis.nodes=" + redis.host() + ":" + redis.port(),
                            "--winnow.scheduler.management-port=0")))
                    .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                    .hasMessageStartingWith("Redis has maxmemory-policy allkeys-lru")
                    .hasMessageContaining("CONFIG SET maxmemory-policy noeviction");
        }
    }

    @Test
    void aMalformedSettingIsExitCodeTwo() {
        assertThatThrownBy(() -> start(DaemonKind.WORKER, "--winnow.worker.concurrency=many"))
                .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("WINNOW_WORKER_CONCURRENCY is 'many'");
    }

    @Configuration(proxyBeanMethods = false)
    @Import(DaemonConfiguration.class)
    static class TrivialMain {
        @Bean
        TrivialReadiness readiness() {
            return new TrivialReadiness();
        }
    }

    static final class TrivialReadiness implements Readiness {
        final AtomicBoolean ready = new AtomicBoolean();

        @Override
        public boolean isReady() {
            return ready.get();
        }

        @Override
        public String reason() {
            return "the test says so";
        }
    }
}
