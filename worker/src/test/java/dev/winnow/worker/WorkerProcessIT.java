package dev.winnow.worker;

import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobState;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.Presence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class WorkerProcessIT {
    @TempDir
    Path folder;
    private WorkerUnderTest suite;

    @BeforeEach
    void start() {
        suite = new WorkerUnderTest(folder);
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    private long enqueue(String type, Map<String, Object> arguments) {
        return suite.enqueue(JobRequest.of(type, Priority.P1, arguments));
    }

    @Test
    void aSignalToStopHandsJobsBackAndRemovesTheRow() throws Exception {
        long id = enqueue("diagnostic.sleep", Map.of("millis", 600_000));
        Process worker = suite.startWorkerProcess("--winnow.worker.drain-seconds=1");
        try {
            suite.awaitReady(worker);
            suite.awaitState(id, JobState.RUNNING);
            worker.destroy();
            assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(worker.exitValue()).isEqualTo(143);
            assertThat(suite.scheduler(ProcessTable.class).live()).isEmpty();
            assertThat(suite.job(id).row().state()).isEqualTo(JobState.QUEUED);
            assertThat(suite.queue().find(List.of(id))).containsEntry(id, Presence.WAITING);
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void aSignalToStopIsHeardWhileTheWorkerWaitsForAScheduler() throws Exception {
        Process worker = suite.startWorkerProcess("--winnow.plugins.wait-seconds=600");
        try {
            ProcessTable table = suite.scheduler(ProcessTable.class);
            for (int i = 0; i < 600 && table.live().isEmpty(); i++) {
                Thread.sleep(100);
            }
            assertThat(table.live()).singleElement().satisfies(row -> assertThat(row.state()).isEqualTo("starting"));
            worker.destroy();
            assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(table.live()).isEmpty();
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void jobsThatHeedNothingAreAbandonedAndTwoOfThemEndTheWorker() throws Exception {
        JobRequest spin = JobRequest.of("diagnostic.spin", Priority.P1, Map.of())
                .with(JobOptions.NONE.withDeadline(Duration.ofMillis(500)));
        List<Long> stuck = suite.enqueue(List.of(spin, spin));
        Process worker = suite.startWorkerProcess("--winnow.worker.concurrency=3", "--winnow.worker.reserve-p0=0",
                "--winnow.worker.drain-seconds=1");
        try {
            suite.awaitReady(worker);
            long other = enqueue("diagnostic.noop", Map.of());
            suite.awaitState(other, JobState.SUCCEEDED);
            assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(worker.exitValue()).isEqualTo(1);
            for (long id : stuck) {
                JobDetail job = suite.job(id);
                assertThat(job.row().state()).isEqualTo(JobState.CANCELLED);
                assertThat(job.attempts().getLast().errorMessage()).contains("at its deadline, 500 ms after it began")
                        .contains("It did not heed that");
                assertThat(suite.scheduler(JobQueries.class).log(id, 0, 0, 10))
                        .anySatisfy(line -> assertThat(line.line().message()).contains("Diagnostics$Spin.run"));
                assertThat(suite.queue().find(List.of(id))).containsEntry(id, Presence.ABSENT);
            }
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void aJobThatTakesAllMemoryEndsItsWorkerAndNothingIsRecordedOfIt() throws Exception {
        long id = enqueue("diagnostic.oom", Map.of());
        Process worker = suite.startWorkerProcess();
        try {
            assertThat(worker.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(worker.exitValue()).isEqualTo(3);
            assertThat(suite.job(id).row().state()).isIn(JobState.QUEUED, JobState.RUNNING);
            assertThat(suite.queue().find(List.of(id))).containsEntry(id, Presence.RUNNING);
        } finally {
            worker.destroyForcibly();
        }
    }
}
