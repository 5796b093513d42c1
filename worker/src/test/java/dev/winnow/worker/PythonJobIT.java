package dev.winnow.worker;

import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobState;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Python that never returns is stopped with its context, and its worker runs what comes after. */
class PythonJobIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;
    private static WorkerUnderTest suite;
    private static ConfigurableApplicationContext worker;

    @BeforeAll
    static void start() throws Exception {
        suite = new WorkerUnderTest(folder);
        Path plugin = Files.createDirectories(folder.resolve("loops"));
        Files.writeString(plugin.resolve("plugin.json"), """
            {"name": "loops", "version": "1.0.0", "description": "d", "author": "a",
             "initial_modules": ["plugin.py"]}""");
        Files.writeString(plugin.resolve("plugin.py"), """
            from winnow import jobs

            seen = []

            @jobs.handler("loops.spin")
            def spin(context):
                seen.append(context.job_id)
                context.log("spinning")
                while True:
                    try:
                        while True:
                            pass
                    except BaseException:
                        pass

            @jobs.handler("loops.seen")
            def look(context):
                return {"seen": len(seen)}
            """);
        suite.publish(plugin, "loops");
        worker = suite.startWorker(WorkerMain.class, "--winnow.worker.concurrency=2",
                "--winnow.worker.reserve-p0=0", "--winnow.worker.lease-seconds=3");
    }

    @AfterAll
    static void stop() {
        worker.close();
        suite.close();
    }

    @Test
    void anEndlessLoopThatIsCalledOffIsStoppedAndTheWorkerStaysUsable() throws Exception {
        long id = suite.enqueue(JobRequest.of("loops.spin", Priority.P1, Map.of()));
        awaitSpinning(id);

        assertThat(suite.queue().cancel(List.of(id))).containsExactly(id);

        JobDetail job = suite.awaitState(id, JobState.CANCELLED);
        assertThat(job.attempts().getLast().errorMessage()).isEqualTo("It was called off while it ran.");
        assertUsable(id);
    }

    @Test
    void anEndlessLoopThatReachesItsDeadlineIsStoppedAndTheWorkerStaysUsable() throws Exception {
        long id = suite.enqueue(JobRequest.of("loops.spin", Priority.P1, Map.of())
                .with(JobOptions.NONE.withDeadline(Duration.ofSeconds(5))));
        awaitSpinning(id);

        JobDetail job = suite.awaitState(id, JobState.CANCELLED);
        assertThat(job.attempts().getLast().errorMessage())
                .isEqualTo("It was still running at its deadline, 5 s after it began.");
        assertUsable(id);
    }

    /** That it has left its first lines behind. */
    private static void awaitSpinning(long id) {
        JobQueries ledger = suite.scheduler(JobQueries.class);
        await().atMost(PATIENCE).until(() -> !ledger.log(id, 0, 0, 1).isEmpty());
    }

    private static void assertUsable(long stopped) throws InterruptedException {
        await().atMost(PATIENCE).until(() -> suite.queue().find(List.of(stopped)).get(stopped) == Presence.ABSENT);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Thread.getAllStackTraces()).as("no Python runs on")
                .noneSatisfy((thread, stack) -> assertThat(thread.getName()).isEqualTo("python-call")));
        // Both slots, so that neither is lost: three jobs of two that run at once.
        List<Long> ids = suite.enqueue(List.of(JobRequest.of("loops.seen", Priority.P1, Map.of()),
                JobRequest.of("diagnostic.noop", Priority.P1, Map.of()),
                JobRequest.of("loops.seen", Priority.P1, Map.of())));
        for (long id : ids) {
            JobDetail job = suite.awaitState(id, JobState.SUCCEEDED);
            assertThat(job.row().attempt()).isEqualTo(1);
            if (job.row().type().equals("loops.seen")) {
                assertThat(job.result()).as("the stopped context is not used again").isEqualTo(Map.of("seen", 0));
            }
        }
    }
}
