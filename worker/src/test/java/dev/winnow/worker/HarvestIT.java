package dev.winnow.worker;

import dev.winnow.db.insight.ComplianceStore;
import dev.winnow.db.insight.InsightStore;
import dev.winnow.db.inventory.AccountStore;
import dev.winnow.db.inventory.ResourceSearch;
import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.CloudProvider;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.InsightDefinition.FilterUse;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.ResourceSink;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.Severity;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

class HarvestIT {
    @TempDir
    Path folder;
    private WorkerUnderTest suite;
    private ConfigurableApplicationContext worker;
    private AnnotationConfigApplicationContext interfaceServer;

    @BeforeEach
    void start() {
        suite = new WorkerUnderTest(folder);
        interfaceServer = suite.interfaceServer();
        worker = suite.startWorker(MainWithCloud.class);
    }

    @AfterEach
    void stop() {
        worker.close();
        interfaceServer.close();
        suite.close();
    }

    private long insight(String name, FilterUse... filters) {
        return interfaceServer.getBean(InsightStore.class).add(new InsightDefinition(name, name, "", Severity.HIGH,
                "instance", List.of(filters)), "user:test").id();
    }

    private JobRow only(String type) throws InterruptedException {
        for (int i = 0; i < 400 && suite.jobs(type).isEmpty(); i++) {
            suite.dispatch();
            Thread.sleep(50);
        }
        return suite.jobs(type).getFirst();
    }

    private ComplianceStore.Score score(long insight) {
        return Objects.requireNonNull(interfaceServer.getBean(ComplianceStore.class).latest().get(insight));
    }

    @Test
    void aHarvestBecomesAScore() throws Exception {
        interfaceServer.getBean(AccountStore.class).add("demo", "test-cloud", Settings.NONE, "test");
        interfaceServer.getBean(AccountStore.class).add("gone", "no-such-cloud", Settings.NONE, "test");
        long byQuery = insight("large ones", new FilterUse("test.type",
                new Settings(Map.of("types", List.of("large")))));
        long byPredicate = insight("odd ones", new FilterUse("test.odd", Settings.NONE));
        long missing = insight("of a missing filter", new FilterUse("not.there", Settings.NONE));
        long throwing = insight("of a broken filter", new FilterUse("test.broken", Settings.NONE));

        long all = suite.enqueue(JobRequest.of("harvest.all", Priority.P2, Map.of()));
        assertThat(suite.awaitState(all, JobState.SUCCEEDED).result()).isEqualTo(Map.of("accounts", 2));
        for (JobRow account : suite.jobs("harvest.account")) {
            suite.await(account.id(), job -> job.row().state().isFinished());
        }
        List<JobDetail> accounts = suite.jobs("harvest.account").stream().map(row -> suite.job(row.id())).toList();
        assertThat(accounts).extracting(job -> job.row().priority()).containsOnly(Priority.P2);
        assertThat(accounts).extracting(job -> job.row().state()).containsExactlyInAnyOrder(JobState.SUCCEEDED,
                JobState.FAILED);
        assertThat(accounts).filteredOn(job -> job.row().state() == JobState.FAILED).singleElement()
                .satisfies(job -> assertThat(job.attempts().getFirst().errorMessage())
                        .contains("is of provider 'no-such-cloud', which no loaded plugin brings"));

        suite.awaitState(only("harvest.region").id(), JobState.SUCCEEDED);
        assertThat(interfaceServer.getBean(ResourceSearch.class).count(ResourceQuery.ofType("instance")))
                .isEqualTo(1200);
        suite.awaitState(only("compliance.all").id(), JobState.SUCCEEDED);
        only("compliance.insight");
        for (JobRow computing : suite.jobs("compliance.insight")) {
            suite.awaitState(computing.id(), JobState.SUCCEEDED);
        }
        assertThat(score(byQuery)).satisfies(score -> {
            assertThat(score.total()).isEqualTo(1200);
            assertThat(score.failing()).isEqualTo(300);
            assertThat(score.problem()).isNull();
        });
        assertThat(score(byPredicate).failing()).isEqualTo(600);
        assertThat(score(missing).problem()).contains("filter 'not.there' is not registered").contains("not loaded");
        assertThat(score(throwing).problem())
                .isEqualTo("filter 'test.broken' of plugin winnow failed: broken on purpose");
    }

    @Configuration(proxyBeanMethods = false)
    @Import(WorkerMain.class)
    static class MainWithCloud {
        @Bean
        CloudProvider cloud() {
            return new Cloud();
        }

        @Bean
        Harvester instances() {
            return new Instances();
        }

        @Bean
        ResourceFilter types() {
            return new Types();
        }

        @Bean
        ResourceFilter odd() {
            return new Odd();
        }

        @Bean
        ResourceFilter broken() {
            return new Broken();
        }
    }

    static final class Cloud implements CloudProvider {
        @Override
        public String name() {
            return "test-cloud";
        }

        @Override
        public String title() {
            return "Test";
        }

        @Override
        public List<SettingField> settings() {
            return List.of();
        }

        @Override
        public String test(CloudAccount account, PluginContext context) {
            return "fine";
        }

        @Override
        public List<String> regions(CloudAccount account, PluginContext context) {
            return List.of("north");
        }
    }

    static final class Instances implements Harvester {
        @Override
        public String name() {
            return "test-cloud.instances";
        }

        @Override
        public String provider() {
            return "test-cloud";
        }

        @Override
        public String resourceType() {
            return "instance";
        }

        @Override
        public void harvest(CloudAccount account, String region, ResourceSink sink, JobContext context) {
            for (int i = 0; i < 1200; i++) {
                sink.accept(ResourceDescription.of("i-" + i, region).instanceType(i % 4 == 0 ? "large" : "small")
                        .state("running").tag("n", Integer.toString(i)).build());
            }
        }
    }

    static final class Types implements ResourceFilter {
        @Override
        public String name() {
            return "test.type";
        }

        @Override
        public ResourceQuery apply(ResourceQuery query, Settings settings) {
            return query.where(DbObjects.Resource.INSTANCE_TYPE.in(settings.texts("types")));
        }
    }

    static final class Odd implements ResourceFilter {
        @Override
        public String name() {
            return "test.odd";
        }

        @Override
        public ResourceQuery apply(ResourceQuery query, Settings settings) {
            return query;
        }

        @Override
        public Optional<Predicate<Resource>> predicate(Settings settings) {
            return Optional.of(resource -> Integer.parseInt(resource.description().nativeId().substring(2)) % 2 == 1);
        }
    }

    static final class Broken implements ResourceFilter {
        @Override
        public String name() {
            return "test.broken";
        }

        @Override
        public ResourceQuery apply(ResourceQuery query, Settings settings) {
            throw new IllegalStateException("broken on purpose");
        }
    }
}
