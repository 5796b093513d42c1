package dev.winnow.worker;

import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobState;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.plugin.spi.JobContext;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.Presence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

class WorkerStopIT {
    @TempDir
    Path folder;

    @Test
    void whatDoesNotFinishInTimeGoesBackWithoutBurningAnAttempt() throws Exception {
        try (WorkerUnderTest suite = new WorkerUnderTest(folder)) {
            long id = suite.enqueue(JobRequest.of("diagnostic.sleep", Priority.P1, Map.of("millis", 120_000)));
            long deaf = suite.enqueue(JobRequest.of("test.deaf", Priority.P2, Map.of()));
            try (ConfigurableApplicationContext worker = suite.startWorker(MainWithDeafHandler.class,
                    "--winnow.worker.drain-seconds=1")) {
                suite.awaitState(id, JobState.RUNNING);
                suite.awaitState(deaf, JobState.RUNNING);
                assertThat(suite.scheduler(ProcessTable.class).live()).singleElement()
                        .satisfies(row -> assertThat(row.state()).isEqualTo("ready"));
            }
            assertThat(suite.scheduler(ProcessTable.class).live()).isEmpty();
            for (long job : new long[]{id, deaf}) {
                JobDetail back = suite.job(job);
                assertThat(back.row().state()).isEqualTo(JobState.QUEUED);
                assertThat(back.failures()).isZero();
                assertThat(back.row().crashes()).isZero();
                assertThat(suite.queue().inspect(job).attempt()).as("of the next claim").isEqualTo(1);
                assertThat(suite.queue().find(List.of(job))).containsEntry(job, Presence.WAITING);
            }
        }
    }

    @Test
    void aJobThatFinishesWithinTheGraceTimeIsRecorded() throws Exception {
        try (WorkerUnderTest suite = new WorkerUnderTest(folder)) {
            long id = suite.enqueue(JobRequest.of("diagnostic.sleep", Priority.P1, Map.of("millis", 6000)));
            try (ConfigurableApplicationContext worker = suite.startWorker(WorkerMain.class,
                    "--winnow.worker.drain-seconds=20")) {
                suite.awaitState(id, JobState.RUNNING);
            }
            assertThat(suite.job(id).row().state()).isEqualTo(JobState.SUCCEEDED);
        }
    }

    @Test
    void reservedSlotsRunP0JobsWhileAllOthersAreTaken() throws Exception {
        try (WorkerUnderTest suite = new WorkerUnderTest(folder);
                ConfigurableApplicationContext worker = suite.startWorker(WorkerMain.class,
                        "--winnow.worker.concurrency=1", "--winnow.worker.reserve-p0=1",
                        "--winnow.worker.drain-seconds=0")) {
            // Once the worker waits to be handed one, as it does when nothing was there to claim, and not before.
            suite.awaitState(suite.enqueue(JobRequest.of("diagnostic.sleep", Priority.P2, Map.of("millis", 300))),
                    JobState.SUCCEEDED);
            TimeUnit.SECONDS.sleep(1);
            long slow = suite.enqueue(JobRequest.of("diagnostic.sleep", Priority.P2, Map.of("millis", 120_000)));
            suite.awaitState(slow, JobState.RUNNING);
            long waiting = suite.enqueue(JobRequest.of("diagnostic.noop", Priority.P1, Map.of()));
            long urgent = suite.enqueue(JobRequest.of("diagnostic.noop", Priority.P0, Map.of()));

            suite.awaitState(urgent, JobState.SUCCEEDED);
            assertThat(suite.job(waiting).row().state()).isEqualTo(JobState.QUEUED);
            assertThat(worker.getBean(HeldJobs.class).awaitNone(Duration.ofMillis(10))).isFalse();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(WorkerMain.class)
    static class MainWithDeafHandler {
        @Bean
        JobHandler deaf() {
            return new Deaf();
        }
    }

    /** Heeds no interruption for longer than a worker waits. */
    static final class Deaf implements JobHandler {
        @Override
        public String name() {
            return "test.deaf";
        }

        @Override
        public JobResult run(JobContext context) {
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            return JobResult.NONE;
        }
    }
}
