package dev.winnow.worker;

import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobState;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobPolicy;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.RetryLaterException;
import dev.winnow.queue.ClaimedJob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a plugin's handler gets wrong is its own job's matter: that job ends, and the others go on. */
class CarelessHandlerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;
    private static WorkerUnderTest suite;
    private static ConfigurableApplicationContext worker;

    @BeforeAll
    static void start() {
        suite = new WorkerUnderTest(folder);
        worker = suite.startWorker(MainWithHandlers.class, "--winnow.worker.concurrency=4",
                "--winnow.worker.lease-seconds=3");
    }

    @AfterAll
    static void stop() {
        worker.close();
        suite.close();
    }

    private static long careless(String how) {
        return suite.enqueue(JobRequest.of("test.careless", Priority.P1, Map.of("how", how)));
    }

    private static HeldJob sleeping() throws InterruptedException {
        long id = suite.enqueue(JobRequest.of("diagnostic.sleep", Priority.P1, Map.of("millis", 600_000)));
        suite.awaitState(id, JobState.RUNNING);
        return worker.getBean(HeldJobs.class).running(id).orElseThrow();
    }

    private static void callOff(HeldJob... jobs) throws InterruptedException {
        for (HeldJob job : jobs) {
            suite.queue().cancel(List.of(job.lease().jobId()));
            suite.awaitState(job.lease().jobId(), JobState.CANCELLED);
        }
    }

    /** A job that this worker was not given by the queue, and has no handler for. */
    private static HeldJob withoutHandler() {
        long id = suite.write(JobRequest.of("diagnostic.noop", Priority.P1, Map.of()));
        return new HeldJob(new ClaimedJob(suite.envelope(id), "test", Instant.now(), false), null, null);
    }

    @Test
    void progressWithoutAMessageIsProgress() throws Exception {
        long id = careless("mute");

        JobDetail job = suite.await(id, detail -> detail.row().state() == JobState.SUCCEEDED
                && detail.progress() != null);
        assertThat(job.progress()).satisfies(progress -> {
            assertThat(progress.done()).as("below zero").isZero();
            assertThat(progress.total()).isEqualTo(3);
            assertThat(progress.message()).isEmpty();
        });
    }

    @Test
    @SuppressWarnings("NullAway")
    void whatOneJobSaysThatNoRowCanHoldKeepsBackNobodyElsesWords() throws Exception {
        NotesKeeper notes = worker.getBean(NotesKeeper.class);
        HeldJob bad = sleeping();
        HeldJob good = sleeping();

        notes.log(bad, "info", "still said");
        notes.progress(bad, 1, 2, null);
        notes.log(good, "info", "said");
        notes.progress(good, 1, 2, "half");

        suite.await(good.lease().jobId(), job -> job.progress() != null);
        for (HeldJob job : List.of(bad, good)) {
            await().atMost(PATIENCE).until(() -> !suite.scheduler(JobQueries.class).log(job.lease().jobId(), 0, 0, 10)
                    .isEmpty());
        }
        callOff(bad, good);
    }

    @Test
    void aWaitOfLongerThanAYearIsCutToThatWhichTheJobsLogSays() throws Exception {
        long id = careless("patient");

        JobDetail job = suite.awaitState(id, JobState.RETRYING);
        assertThat(job.row().availableAt()).isBetween(Instant.now().plus(Duration.ofDays(365)),
                Instant.now().plus(Duration.ofDays(367)));
        JobQueries queries = suite.scheduler(JobQueries.class);
        await().atMost(PATIENCE).until(() -> !queries.log(id, 0, 0, 10).isEmpty());
        assertThat(queries.log(id, 0, 0, 10)).singleElement().satisfies(line -> {
            assertThat(line.line().level()).isEqualTo("warn");
            assertThat(line.line().message()).contains("that is cut to 366 days");
        });
    }

    @Test
    void aRetryWithoutATimeWaitsAsThePolicySays() throws Exception {
        JobDetail job = suite.awaitState(careless("shy"), JobState.RETRYING);

        assertThat(job.row().availableAt()).isBefore(Instant.now().plusSeconds(10));
        assertThat(job.attempts().getFirst().errorMessage()).isEqualTo("at some time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"riddle 0", "riddle 1"})
    void anExceptionThatThrowsWhenItIsAskedIsAFailureToo(String how) throws Exception {
        long id = careless(how);

        assertThat(suite.awaitState(id, JobState.RETRYING).attempts().getFirst().errorMessage())
                .isEqualTo("ask me another");
        HeldJobs held = worker.getBean(HeldJobs.class);
        await().atMost(PATIENCE).until(() -> held.all().stream().noneMatch(job -> job.lease().jobId() == id));
    }

    @Test
    void aHandlerWhosePolicyIsNullRunsAsUsualWithAWarningOnItsPlugin() throws Exception {
        long id = suite.enqueue(JobRequest.of("test.lawless", Priority.P1, Map.of()));

        suite.awaitState(id, JobState.SUCCEEDED);
        PluginWarnings warnings = suite.scheduler(PluginWarnings.class);
        await().atMost(PATIENCE).until(() -> !warnings.open("winnow").isEmpty());
        assertThat(warnings.open("winnow")).singleElement().satisfies(warning -> assertThat(warning.toString())
                .contains("EXTENSION_REFUSED").contains("the job handler 'test.lawless'")
                .contains("policy() returned null"));
    }

    @Test
    void aDefectOfTheWorkerBeforeTheHandlerIsCalledEndsTheAttempt() throws Exception {
        HeldJob job = withoutHandler();

        worker.getBean(Processor.class).process(job);

        assertThat(suite.awaitState(job.lease().jobId(), JobState.RETRYING).attempts().getFirst().errorMessage())
                .isEqualTo("it was admitted without a handler");
    }

    @Test
    void anOutcomeThatIsItselfToBlameDoesNotKeepTheWorkerFromClaiming() {
        UnwrittenOutcomes unwritten = worker.getBean(UnwrittenOutcomes.class);
        Connectivity connectivity = worker.getBean(Connectivity.class);
        HeldJob job = withoutHandler();

        unwritten.submitted();
        unwritten.keep(job, new CompletionException(new ArithmeticException("long overflow")), () -> {
        });
        assertThat(connectivity.mayClaim()).isTrue();

        unwritten.submitted();
        unwritten.keep(job, new DataAccessResourceFailureException("MySQL is away"), () -> {
        });
        assertThat(connectivity.mayClaim()).isFalse();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(WorkerMain.class)
    static class MainWithHandlers {
        @Bean
        JobHandler careless() {
            return new Careless();
        }

        @Bean
        JobHandler lawless() {
            return new Lawless();
        }
    }

    /** Does not know what may be null, or how long is too long. */
    static final class Careless implements JobHandler {
        @Override
        public String name() {
            return "test.careless";
        }

        @Override
        @SuppressWarnings("NullAway")
        public JobResult run(JobContext context) {
            String how = context.arguments(Arguments.class).how();
            switch (how) {
                case "mute" -> {
                    context.log(null);
                    context.progress(-1, 3, null);
                }
                case "patient" ->
                    throw new RetryLaterException("in a better world", Duration.ofSeconds(Long.MAX_VALUE), null);
                case "shy" -> throw new RetryLaterException("at some time", null, null);
                default -> throw new Riddle(Integer.parseInt(how.substring("riddle ".length())));
            }
            return JobResult.NONE;
        }

        record Arguments(String how) {
        }
    }

    /** Answers so many times. */
    static final class Riddle extends RetryLaterException {
        private static final long serialVersionUID = 1;

        private final AtomicInteger answers;

        Riddle(int answers) {
            super("riddle", null, null);
            this.answers = new AtomicInteger(answers);
        }

        @Override
        public Duration after() {
            if (answers.getAndDecrement() <= 0) {
                throw new IllegalStateException("ask me another");
            }
            return Duration.ZERO;
        }
    }

    /** Has no policy. */
    static final class Lawless implements JobHandler {
        @Override
        public String name() {
            return "test.lawless";
        }

        @Override
        @SuppressWarnings("NullAway")
        public JobPolicy policy() {
            return null;
        }

        @Override
        public JobResult run(JobContext context) {
            return JobResult.NONE;
        }
    }
}
