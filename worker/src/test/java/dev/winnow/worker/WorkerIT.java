package dev.winnow.worker;

import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobState;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.Lease;
import dev.winnow.queue.Presence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WorkerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;
    private static WorkerUnderTest suite;
    private static ConfigurableApplicationContext worker;

    @BeforeAll
    static void start() {
        suite = new WorkerUnderTest(folder);
        worker = suite.startWorker(MainWithHandlers.class, "--winnow.worker.concurrency=4",
                "--winnow.worker.reserve-p0=1",
                "--winnow.worker.lease-seconds=3");
    }

    @AfterAll
    static void stop() {
        worker.close();
        suite.close();
    }

    private static long enqueue(String type, Priority priority, Map<String, Object> arguments) {
        return suite.enqueue(JobRequest.of(type, priority, arguments));
    }

    @Test
    void aJobRunsOnceAndItsOutcomeStandsInTheLedgerAndNotInTheQueue() throws Exception {
        long id = enqueue("diagnostic.append", Priority.P1,
                Map.of("file", "a/trace.txt", "line", "hello", "millis", 5));

        JobDetail job = suite.awaitState(id, JobState.SUCCEEDED);
        assertThat(job.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.owner()).isEqualTo(worker.getBean(ProcessRegistration.class).id());
            assertThat(attempt.outcome()).isEqualTo("succeeded");
        });
        assertThat(Files.readAllLines(folder.resolve("a/trace.txt"))).containsExactly(id + " 1 hello begin",
                id + " 1 hello end");
        awaitAbsent(id);
    }

    @Test
    void aFailedJobIsTriedAgainAfterAWhile() throws Exception {
        long id = enqueue("diagnostic.fail", Priority.P0, Map.of("times", 1));

        JobDetail waiting = suite.awaitState(id, JobState.RETRYING);
        assertThat(waiting.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.errorType()).isEqualTo("java.lang.IllegalStateException");
            assertThat(attempt.errorMessage()).isEqualTo("attempt 1 fails, as the first 1 shall");
            assertThat(attempt.errorStack()).contains("Diagnostics$Fail.run");
        });
        JobDetail job = suite.awaitState(id, JobState.SUCCEEDED);
        assertThat(job.result()).isEqualTo(Map.of("attempt", 2));
        assertThat(job.row().crashes()).isZero();
    }

    @Test
    void aTypeThatNoWorkerHandlesIsParked() throws Exception {
        long id = enqueue("nobody.knows", Priority.P1, Map.of());

        await().atMost(PATIENCE).until(() -> suite.job(id).row().state() == JobState.REQUESTED);
        JobDetail job = suite.job(id);
        assertThat(job.row().state()).isEqualTo(JobState.REQUESTED);
        assertThat(job.row().attempt()).as("no attempt is burned").isZero();
        awaitAbsent(id);
    }

    @Test
    void wrongArgumentsFailForGood() throws Exception {
        long id = enqueue("diagnostic.sleep", Priority.P1, Map.of("milis", 5));

        assertThat(suite.awaitState(id, JobState.FAILED).attempts().getFirst().errorMessage())
                .isEqualTo("the arguments of diagnostic.sleep lack 'millis' (long)");
    }

    @Test
    void anErrorOfAHandlerIsItsOwnFailureAlone() throws Exception {
        long id = enqueue("test.linkage", Priority.P0, Map.of());

        assertThat(suite.awaitState(id, JobState.RETRYING).attempts().getFirst().errorType())
                .isEqualTo("java.lang.NoClassDefFoundError");
    }

    @Test
    void childrenLogAndProgressAreKept() throws Exception {
        long id = enqueue("test.parent", Priority.P0, Map.of());

        // Progress and log are written apart from the outcome.
        JobDetail parent = suite.await(id, job -> job.row().state() == JobState.SUCCEEDED && job.progress() != null
                && suite.scheduler(JobQueries.class).log(id, 0, 0, 10).size() >= 2);
        assertThat(parent.progress()).satisfies(progress -> assertThat(progress.done()).isEqualTo(2));
        List<JobQueries.LoggedLine> log = suite.scheduler(JobQueries.class).log(id, 0, 0, 10);
        assertThat(log).extracting(line -> line.line().message()).containsExactly("first", "second");
        assertThat(parent.result()).containsOnlyKeys("child");
        long child = suite.jobs("diagnostic.noop").getFirst().id();
        JobDetail asked = suite.awaitState(child, JobState.SUCCEEDED);
        assertThat(asked.parentId()).isEqualTo(id);
        assertThat(asked.correlationId()).isEqualTo("test");
        assertThat(asked.requestedBy()).isEqualTo("job:" + id);
    }

    @Test
    void aLostLeaseStopsTheJobWhichWritesNothingMore() throws Exception {
        long id = enqueue("diagnostic.append", Priority.P2, Map.of("file", "lost.txt", "line", "x", "millis", 60000));
        suite.awaitState(id, JobState.RUNNING);
        Lease lease = new Lease(id, 1, worker.getBean(ProcessRegistration.class).id());
        assertThat(suite.queue().acknowledge(List.of(lease))).isEmpty();

        HeldJobs running = worker.getBean(HeldJobs.class);
        await().atMost(PATIENCE).until(() -> !isHeld(running, id));
        assertThat(suite.job(id).row().state()).isEqualTo(JobState.RUNNING);
        assertThat(Files.readAllLines(folder.resolve("lost.txt"))).containsExactly(id + " 1 x begin");
    }

    private static boolean isHeld(HeldJobs running, long id) {
        return running.all().stream().anyMatch(job -> job.lease().jobId() == id);
    }

    private static void awaitAbsent(long id) {
        await().atMost(PATIENCE).until(() -> suite.queue().find(List.of(id)).get(id) == Presence.ABSENT);
    }

    @Configuration(proxyBeanMethods = false)
    @Import(WorkerMain.class)
    static class MainWithHandlers {
        @Bean
        JobHandler linkage() {
            return new Linkage();
        }

        @Bean
        JobHandler parent() {
            return new Parent();
        }
    }

    static final class Linkage implements JobHandler {
        @Override
        public String name() {
            return "test.linkage";
        }

        @Override
        public JobResult run(JobContext context) {
            throw new NoClassDefFoundError("com/example/Gone");
        }
    }

    static final class Parent implements JobHandler {
        @Override
        public String name() {
            return "test.parent";
        }

        @Override
        public JobResult run(JobContext context) {
            context.log("first");
            context.progress(1, 2, "half");
            context.log("second");
            context.progress(2, 2, "done");
            return JobResult.of("child", context.request(JobRequest.of("diagnostic.noop", Priority.P0, Map.of())));
        }
    }
}
