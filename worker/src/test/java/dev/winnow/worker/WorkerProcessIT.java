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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WorkerProcessIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    void whatWasClaimedAheadGoesBackWhenItHasToWaitAndOnASignalToStop() throws Exception {
        Process worker = suite.startWorkerProcess("--winnow.worker.concurrency=2", "--winnow.worker.reserve-p0=0",
                "--winnow.worker.drain-seconds=1", "--winnow.worker.lease-seconds=300");
        try {
            suite.awaitReady(worker);
            List<Long> overdue = claimAhead();
            await().atMost(PATIENCE).until(() -> running() == 2);
            assertThat(running(overdue)).as("the others went back while these two run").hasSize(2);
            assertUntouched(overdue, 2);
            suite.queue().remove(overdue);
            suite.queue().cancel(overdue);
            await().atMost(PATIENCE).until(() -> running() == 0);

            List<Long> ahead = claimAhead();
            worker.destroy();
            assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(worker.exitValue()).isEqualTo(143);
            assertThat(running(ahead)).isEmpty();
            assertUntouched(ahead, 0);
        } finally {
            worker.destroyForcibly();
        }
    }

    /** Has the worker claim many jobs that take long, right after tiny ones, of which it holds many ready. */
    private List<Long> claimAhead() throws InterruptedException {
        List<Long> tiny = suite.enqueue(Collections.nCopies(1000, JobRequest.of("diagnostic.noop", Priority.P1,
                Map.of())));
        suite.awaitState(tiny.getLast(), JobState.SUCCEEDED);
        await().atMost(PATIENCE).until(() -> running() == 0);
        List<Long> slow = suite.enqueue(Collections.nCopies(40, JobRequest.of("diagnostic.sleep", Priority.P1,
                Map.of("millis", 600_000))));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> running() > 2);
        return slow;
    }

    private long running() {
        return suite.queue().lanes().get(Priority.P1.ordinal()).running();
    }

    private List<Long> running(List<Long> ids) {
        Map<Long, Presence> found = suite.queue().find(ids);
        return ids.stream().filter(id -> found.get(id) == Presence.RUNNING).toList();
    }

    /** All but so many wait with the attempt that they had, and the ledger knows of none. */
    private void assertUntouched(List<Long> ids, int begun) {
        List<Long> waiting = new ArrayList<>(ids);
        waiting.removeAll(running(ids));
        assertThat(waiting).hasSize(ids.size() - begun).allSatisfy(id -> {
            assertThat(suite.queue().inspect(id).presence()).isEqualTo(Presence.WAITING);
            assertThat(suite.queue().inspect(id).attempt()).isEqualTo(1);
            JobDetail job = suite.job(id);
            assertThat(job.row().state()).isEqualTo(JobState.QUEUED);
            assertThat(job.row().crashes() + job.failures()).isZero();
        });
    }

    @Test
    void aSignalToStopIsHeardWhileTheWorkerWaitsForAScheduler() throws Exception {
        Process worker = suite.startWorkerProcess("--winnow.plugins.wait-seconds=600");
        try {
            ProcessTable table = suite.scheduler(ProcessTable.class);
            await().atMost(PATIENCE).until(() -> !table.live().isEmpty());
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
