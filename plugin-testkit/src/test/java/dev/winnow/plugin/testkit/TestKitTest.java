package dev.winnow.plugin.testkit;

import dev.winnow.plugin.spi.BatchOutcome;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Harvester;
import dev.winnow.plugin.spi.JobCancelledException;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.ResourceSink;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestKitTest {
    private final TestInventory inventory = new TestInventory();
    private final CloudAccount account = inventory.addAccount("main", "aws");

    @Test
    void aFilterIsHeldAgainstResourcesWithItsSlowPath() {
        Resource small = inventory.add(account, "instance", ResourceDescription.of("i-1", "eu").name("web-1").build());
        inventory.add(account, "instance", ResourceDescription.of("i-2", "us").name("web-2").build());
        inventory.add(account, "instance", ResourceDescription.of("i-3", "eu").name("db-1").build());
        inventory.add(account, "volume", ResourceDescription.of("v-1", "eu").name("web-1").build());
        ResourceFilter filter = new ResourceFilter() {
            @Override
            public String name() {
                return "webs";
            }

            @Override
            public ResourceQuery apply(ResourceQuery query, Settings settings) {
                return query.where(DbObjects.Resource.REGION.in(settings.texts("regions")));
            }

            @Override
            public Optional<Predicate<Resource>> predicate(Settings settings) {
                return Optional.of(resource -> String.valueOf(resource.description().name()).startsWith("web"));
            }
        };
        assertThat(inventory.keptBy(filter, "instance", new Settings(Map.of("regions", List.of("eu")))))
                .containsExactly(small);
    }

    @Test
    void whatADaemonRefusesIsRefused() throws Exception {
        TestPlugin plugin = TestPlugin.named("p").withSettings(Map.of("n", 1)).withSecret("env:T", "s");
        plugin.load(context -> {
            context.register(handler("a.job"));
            context.warn("careful");
            assertThat(context.settings().number("n")).contains(1L);
            assertThat(context.secrets().resolve("env:T")).isEqualTo("s");
        });
        assertThat(plugin.warnings()).containsExactly("careful");
        assertThat(plugin.find(JobHandler.class, "a.job")).isSameAs(plugin.extensions().getFirst());
        assertThatThrownBy(() -> plugin.find(ResourceFilter.class, "a.job")).isInstanceOf(AssertionError.class)
                .hasMessageContaining("[a.job]");
        assertThatThrownBy(() -> plugin.register(handler("a.job"))).hasMessageContaining("twice");
        assertThatThrownBy(() -> plugin.register(handler("Bad Name"))).hasMessageContaining("would be refused");
        assertThatThrownBy(() -> plugin.secrets().resolve("env:U")).hasMessageContaining("env:U");
    }

    @Test
    void aJobsArgumentsAreBoundAsStrictlyAsInAWorker() throws Exception {
        record Arguments(String text, int count, Optional<String> more, @Nullable List<String> list) {
        }
        assertThat(job(Map.of("text", "x", "count", 3)).arguments(Arguments.class))
                .isEqualTo(new Arguments("x", 3, Optional.empty(), null));
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(Map.of("text", "x"),
                Map.of("text", "x", "count", "3"), Map.of("text", "x", "count", 3.5),
                Map.of("text", "x", "count", 3, "other", 1), Map.of("text", List.of(), "count", 3))) {
            assertThatThrownBy(() -> job(wrong).arguments(Arguments.class)).as("%s", wrong)
                    .isInstanceOf(NoRetryException.class);
        }
    }

    @Test
    void whatAJobDoesIsKept() throws Exception {
        TestJob job = job(Map.of()).asAttempt(2);
        JobResult result = job.run(handler("j"));
        assertThat(result).isEqualTo(JobResult.of("ids", List.of(2L, 3L, 2L)));
        assertThat(job.logged()).containsExactly("attempt 2");
        assertThat(job.lastProgress()).isEqualTo("1/2 half");
        assertThat(job.requests()).extracting(JobRequest::type).containsExactly("child", "other");
        assertThat(inventory.find(ResourceQuery.all())).singleElement()
                .satisfies(resource -> assertThat(resource.description().state()).isEqualTo("gone"));
    }

    @Test
    void batchesAndChainsAreKeptAsTheyWereAskedFor() {
        JobRequest one = JobRequest.of("one", Priority.P1, Map.of("n", 1));
        JobRequest two = JobRequest.of("one", Priority.P1, Map.of("n", 2));
        JobRequest last = JobRequest.of("last", Priority.P1, Map.of());
        TestJob job = job(Map.of());
        assertThat(job.requestBatch(List.of(one, two), last)).isEqualTo(1);
        assertThat(job.requestChain(List.of(two, last))).containsExactly(5L, 6L);
        assertThat(job.requestBatch(List.of(last), last)).isEqualTo(2);
        assertThat(job.batches().getFirst()).isEqualTo(new TestJob.Batch(1, List.of(one, two), last));
        assertThat(job.chains()).containsExactly(List.of(two, last));
        assertThat(job.requests()).containsExactly(one, two, last, two, last, last, last);
        assertThatThrownBy(() -> job.requestBatch(List.of(), last)).hasMessageContaining("at least one");
        assertThatThrownBy(() -> job.requestChain(List.of())).hasMessageContaining("at least one");
    }

    @Test
    void aCompletionSeesHowItsBatchEndedAndNoOtherJobDoes() {
        assertThat(job(Map.of()).batch()).isEmpty();
        assertThat(job(Map.of()).asCompletionOf(10, 9).batch()).contains(new BatchOutcome(1, 10, 9));
        assertThatThrownBy(() -> job(Map.of()).asCompletionOf(1, 2)).hasMessageContaining("2 of 1");
    }

    @Test
    void theSameIdempotencyKeyIsTheSameJob() {
        TestJob job = job(Map.of());
        JobRequest request = JobRequest.of("one", Priority.P1, Map.of());
        assertThat(job.request(request.with(JobOptions.NONE.idempotent("a")))).isEqualTo(2);
        assertThat(job.request(request.with(JobOptions.NONE.idempotent("b")))).isEqualTo(3);
        assertThat(job.request(request.with(JobOptions.NONE.idempotent("a")))).isEqualTo(2);
        assertThat(job.request(request)).isEqualTo(4);
    }

    @Test
    void aHarvestEndsWhenItIsCancelled() throws Exception {
        Harvester harvester = new Harvester() {
            @Override
            public String name() {
                return "h";
            }

            @Override
            public String provider() {
                return "aws";
            }

            @Override
            public String resourceType() {
                return "instance";
            }

            @Override
            public void harvest(CloudAccount of, String region, ResourceSink sink, JobContext context) {
                sink.accept(ResourceDescription.of("i", region).name("one").build());
                sink.accept(ResourceDescription.of("i", region).name("two").build());
            }
        };
        assertThat(job(Map.of()).harvest(harvester, account, "eu")).hasSize(1).extractingByKey("i")
                .extracting(ResourceDescription::name).isEqualTo("two");
        assertThatThrownBy(() -> job(Map.of()).cancel().harvest(harvester, account, "eu"))
                .isInstanceOf(JobCancelledException.class);
    }

    private TestJob job(Map<String, Object> arguments) {
        return TestJob.of(TestPlugin.named("p"), inventory, arguments);
    }

    private JobHandler handler(String name) {
        return new JobHandler() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public JobResult run(JobContext context) {
                context.log("attempt " + context.attempt());
                context.progress(1, 2, "half");
                context.inventory().save(account, "instance", ResourceDescription.of("i", "r").state("up").build());
                context.inventory().save(account, "instance", ResourceDescription.of("i", "r").state("gone").build());
                JobRequest child = JobRequest.of("child", Priority.P1, Map.of()).withUniqueKey("k",
                        JobRequest.UniqueUntil.DONE);
                return JobResult.of("ids", List.of(context.request(child),
                        context.request(JobRequest.of("other", Priority.P1, Map.of())), context.request(child)));
            }
        };
    }
}
