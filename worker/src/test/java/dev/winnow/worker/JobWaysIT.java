package dev.winnow.worker;

import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.db.job.JobDetail;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobReleases;
import dev.winnow.db.job.JobState;
import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobPayload;
import dev.winnow.queue.Presence;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/** All ways that a job may go on a worker. */
class JobWaysIT {
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

    private static JobRequest job(String type, Map<String, Object> arguments) {
        return JobRequest.of(type, Priority.P1, arguments);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 800 && !condition.getAsBoolean(); i++) {
            Thread.sleep(25);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static Presence presence(long id) {
        return Objects.requireNonNull(suite.queue().find(List.of(id)).get(id));
    }

    private static String lastError(JobDetail job) {
        return String.valueOf(job.attempts().getLast().errorMessage());
    }

    @Test
    void aRunningJobThatIsCalledOffStopsAndIsCancelled() throws Exception {
        long id = suite.enqueue(job("diagnostic.sleep", Map.of("millis", 600_000)));
        suite.awaitState(id, JobState.RUNNING);

        assertThat(suite.queue().cancel(List.of(id))).containsExactly(id);

        JobDetail job = suite.awaitState(id, JobState.CANCELLED);
        assertThat(lastError(job)).isEqualTo("It was called off while it ran.");
        await(() -> presence(id) == Presence.ABSENT);
    }

    @Test
    void aHandlerThatLooksForItselfIsNotInterrupted() throws Exception {
        long id = suite.enqueue(job("test.polite", Map.of()));
        suite.awaitState(id, JobState.RUNNING);

        suite.queue().cancel(List.of(id));

        suite.awaitState(id, JobState.CANCELLED);
        assertThat(TestHandlers.Polite.INTERRUPTED).isFalse();
    }

    @Test
    void aJobThatRunsPastItsDeadlineIsCancelledAndSaysSo() throws Exception {
        long id = suite.enqueue(job("diagnostic.sleep", Map.of("millis", 600_000))
                .with(JobOptions.NONE.withDeadline(Duration.ofMillis(700))));

        assertThat(lastError(suite.awaitState(id, JobState.CANCELLED)))
                .isEqualTo("It was still running at its deadline, 700 ms after it began.");
    }

    @Test
    void theHandlersPolicySaysHowOftenAndHowLong() throws Exception {
        long once = suite.enqueue(job("test.once", Map.of("millis", 0)));
        assertThat(suite.awaitState(once, JobState.FAILED).failures()).isEqualTo(1);

        long slow = suite.enqueue(job("test.once", Map.of("millis", 60_000)));
        assertThat(lastError(suite.awaitState(slow, JobState.CANCELLED))).contains("at its deadline, 1 s after");
    }

    @Test
    void aRequestsDeadlineCountsAlsoWhereItIsLongerThanThePolicys() throws Exception {
        long id = suite.enqueue(job("test.once", Map.of("millis", 1500)).with(JobOptions.NONE.withDeadline(Duration
                .ofMinutes(5))));

        assertThat(lastError(suite.awaitState(id, JobState.FAILED))).isEqualTo("it fails");
    }

    @Test
    void aHandlerMayAskToBeCalledLater() throws Exception {
        long id = suite.enqueue(job("test.later", Map.of()));

        JobDetail job = suite.awaitState(id, JobState.RETRYING);
        assertThat(job.row().availableAt()).isAfter(Instant.now().plusSeconds(3000));
        await(() -> presence(id) == Presence.DELAYED);
    }

    @Test
    void whatIsTooLateToStartExpires() throws Exception {
        long id = suite.write(job("diagnostic.append", Map.of("file", "late.txt", "line", "x", "millis", 0)));
        JobEnvelope envelope = suite.envelope(id);
        JobPayload payload = envelope.payload();
        suite.queue().push(List.of(new JobEnvelope(id, envelope.type(), envelope.priority(), 1, 0, 0,
                new JobPayload(payload.arguments(), payload.correlationId(), payload.requestedBy(),
                        Instant.now().minusSeconds(1), null, false, false))));

        suite.awaitState(id, JobState.EXPIRED);
        assertThat(folder.resolve("late.txt")).doesNotExist();
        await(() -> presence(id) == Presence.ABSENT);
    }

    @Test
    void theStartOfAJobThatMayExpireIsOnRecordBeforeItsHandlerIsCalled() throws Exception {
        long expiring = suite.enqueue(job("test.witness", Map.of()).with(JobOptions.NONE.expiringAfter(Duration
                .ofMinutes(5))));

        assertThat(suite.awaitState(expiring, JobState.SUCCEEDED).result()).isEqualTo(Map.of("state", "RUNNING 1"));
    }

    @Test
    void aFinishedJobThatIsDeliveredAgainIsDropped() throws Exception {
        long id = suite.enqueue(job("diagnostic.append", Map.of("file", "again.txt", "line", "x", "millis", 0)));
        suite.awaitState(id, JobState.SUCCEEDED);
        await(() -> presence(id) == Presence.ABSENT);

        suite.queue().push(List.of(new JobEnvelope(id, "diagnostic.append", Priority.P1, 2, 0, 1,
                JobPayload.IN_LEDGER)));

        await(() -> presence(id) == Presence.ABSENT);
        assertThat(Files.readAllLines(folder.resolve("again.txt"))).hasSize(2);
        assertThat(suite.job(id).row().attempt()).isEqualTo(1);
    }

    @Test
    void jobsThatLostTheirWorkerTwiceRunOneAtATime() throws Exception {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(suite.write(job("diagnostic.append", Map.of("file", "suspects.txt", "line", "x", "millis", 50))));
        }
        suite.queue().push(ids.stream().map(id -> new JobEnvelope(id, "diagnostic.append", Priority.P1, 3, 0, 2,
                JobPayload.IN_LEDGER)).toList());

        for (long id : ids) {
            assertThat(suite.awaitState(id, JobState.SUCCEEDED).row().attempt()).isEqualTo(3);
        }
        List<String> lines = Files.readAllLines(folder.resolve("suspects.txt"));
        assertThat(lines).hasSize(8);
        for (int i = 0; i < lines.size(); i += 2) {
            assertThat(lines.get(i + 1)).isEqualTo(lines.get(i).replace("begin", "end"));
        }
    }

    @Test
    void aJobThatLostItsWorkerBeginsInTheLedgerWithTheNextAttempt() throws Exception {
        long id = suite.write(job("diagnostic.append", Map.of("file", "lost.txt", "line", "x", "millis", 0)));
        suite.queue().push(List.of(new JobEnvelope(id, "diagnostic.append", Priority.P1, 2, 0, 1,
                JobPayload.IN_LEDGER)));

        assertThat(suite.awaitState(id, JobState.SUCCEEDED).row().attempt()).isEqualTo(2);
        assertThat(Files.readAllLines(folder.resolve("lost.txt"))).containsExactly(id + " 2 x begin", id + " 2 x end");
    }

    @Test
    void argumentsThatAreTooLargeToTravelAreReadInTheLedger() throws Exception {
        String long5000 = "x".repeat(5000);
        long id = suite.enqueue(job("test.echo", Map.of("text", long5000)));

        assertThat(suite.awaitState(id, JobState.SUCCEEDED).result()).containsEntry("length", 5000);
    }

    @Test
    void aTypeThatAnotherLiveWorkerHandlesGoesBackForItAndElseIsParked() throws Exception {
        ProcessTable processes = suite.scheduler(ProcessTable.class);
        String self = worker.getBean(ProcessRegistration.class).id();
        await(() -> processes.takersOf("diagnostic.noop", Priority.P1).equals(List.of(self)));
        assertThat(processes.handledTypes()).contains("diagnostic.noop", "harvest.all", "test.echo");
        ProcessTable writer = worker.getBean(ProcessTable.class);
        String other = anotherWorker("p0,p1", "only.there");

        long id = suite.enqueue(job("only.there", Map.of()));
        await(() -> presence(id) == Presence.DELAYED);
        assertThat(suite.job(id).row().state()).isEqualTo(JobState.QUEUED);

        writer.remove(other);
        JobDetail parked = suite.awaitState(id, JobState.REQUESTED);
        assertThat(parked.row().attempt()).as("no attempt is burned").isZero();
        assertThat(suite.scheduler(JobQueries.class).standing(id).waitsFor()).hasValueSatisfying(wait -> {
            assertThat(wait.kind()).isEqualTo("handler");
            assertThat(wait.reason()).contains("handles jobs of type 'only.there'").contains("Settings, Plugins");
        });
        await(() -> presence(id) == Presence.ABSENT);
    }

    @Test
    void aTypeThatOnlyAWorkerOfOtherLanesHandlesIsParked() throws Exception {
        String other = anotherWorker("p2", "only.elsewhere");

        long id = suite.enqueue(job("only.elsewhere", Map.of()));

        suite.awaitState(id, JobState.REQUESTED);
        assertThat(suite.scheduler(ProcessTable.class).handledTypes()).as("while that one lives").contains(
                "only.elsewhere");
        assertThat(suite.scheduler(JobQueries.class).standing(id).waitsFor()).hasValueSatisfying(
                wait -> assertThat(wait.reason())
                        .contains("no live worker of p1 handles jobs of type 'only.elsewhere'"));
        assertThat(suite.scheduler(JobReleases.class).handledAgain(0).found()).as("let go for it").doesNotContain(id);
        worker.getBean(ProcessTable.class).remove(other);
    }

    /** Puts on record a live worker that takes these lanes and handles this type; its id. */
    private static String anotherWorker(String lanes, String jobType) {
        String id = UUID.randomUUID().toString();
        ProcessTable processes = worker.getBean(ProcessTable.class);
        processes.save(new ProcessRow(id, "worker", "h", 1, "v", "ready", false, null, lanes, 1, 0, 0, Instant.now(),
                Instant.now()));
        processes.handles(id, List.of(jobType));
        return id;
    }

    @Test
    void whatAHandlerLogsInAnyWayStandsInItsJobsLogAndInNoOthers() throws Exception {
        long id = suite.enqueue(job("test.talker", Map.of("lines", 1)));
        long other = suite.enqueue(job("diagnostic.noop", Map.of()));
        suite.awaitState(id, JobState.SUCCEEDED);
        suite.awaitState(other, JobState.SUCCEEDED);

        JobQueries queries = suite.scheduler(JobQueries.class);
        await(() -> queries.log(id, 0, 0, 10).size() >= 4);
        assertThat(queries.log(id, 0, 0, 10)).extracting(line -> line.line().level() + " " + line.line().message())
                .containsExactly("info by the context", "warn TestHandlers$Talker: by SLF4J",
                        "warn platform: by the platform's logger", "warn jul: by java.util.logging");
        assertThat(queries.log(other, 0, 0, 10)).isEmpty();
    }

    @Test
    void aLogIsBoundedInLinesAndLength() throws Exception {
        long id = suite.enqueue(job("test.talker", Map.of("lines", JobNotes.LINES + 1000)));
        suite.awaitState(id, JobState.SUCCEEDED);

        JobQueries queries = suite.scheduler(JobQueries.class);
        await(() -> queries.log(id, 1, JobNotes.LINES, 10).size() == 1);
        assertThat(queries.log(id, 1, JobNotes.LINES, 10).getLast().line().message())
                .isEqualTo("More than 5000 lines: the rest of this attempt's log is left out.");
        assertThat(queries.log(id, 0, 0, 10)).allSatisfy(line -> assertThat(line.line().message().length())
                .isLessThanOrEqualTo(JobNotes.LINE_LENGTH + 4));
    }

    @Test
    void batchesAndChainsAreAskedForAndABatchesEndIsReadByItsCompletion() throws Exception {
        long id = suite.enqueue(job("test.conductor", Map.of()));
        suite.awaitState(id, JobState.SUCCEEDED);

        long completion = suite.jobs("test.finale").getFirst().id();
        assertThat(suite.awaitState(completion, JobState.SUCCEEDED).result())
                .isEqualTo(Map.of("total", 3, "succeeded", 2));
        List<Long> chain = suite.jobs("test.echo").stream().map(row -> row.id()).filter(
                link -> "chain".equals(suite.job(link).arguments().get("text"))).sorted().toList();
        assertThat(chain).hasSize(2);
        suite.awaitState(chain.getLast(), JobState.SUCCEEDED);
        assertThat(suite.job(chain.getLast()).row().startedAt())
                .isAfterOrEqualTo(suite.job(chain.getFirst()).row().finishedAt());
        assertThat(suite.job(chain.getLast()).parentId()).isEqualTo(id);
    }

    @Test
    void thousandsOfTinyJobsAreOnRecordEachAndCounted() throws Exception {
        Timer timer = worker.getBean(MeterRegistry.class).timer("winnow.job.duration", "priority", "p2", "type",
                "diagnostic.noop", "outcome", "succeeded");
        long before = timer.count();
        List<Long> ids = suite.enqueue(Collections.nCopies(3000, JobRequest.of("diagnostic.noop", Priority.P2,
                Map.of())));

        HeldJobs held = worker.getBean(HeldJobs.class);
        await(() -> timer.count() - before == ids.size() && held.count() == 0);
        assertThat(suite.scheduler(JobQueries.class).rows(ids)).hasSize(3000)
                .allSatisfy(row -> assertThat(row.state()).isEqualTo(JobState.SUCCEEDED));
        assertThat(suite.queue().lanes()).allSatisfy(lane -> assertThat(lane.depth()).isZero());
    }

    @Configuration(proxyBeanMethods = false)
    @Import(WorkerMain.class)
    static class MainWithHandlers {
        @Bean
        JobHandler polite() {
            return new TestHandlers.Polite();
        }

        @Bean
        JobHandler once() {
            return new TestHandlers.Once();
        }

        @Bean
        JobHandler later() {
            return new TestHandlers.Later();
        }

        @Bean
        JobHandler echo() {
            return new TestHandlers.Echo();
        }

        @Bean
        JobHandler witness() {
            return new TestHandlers.Witness(id -> suite.job(id).row().state() + " " + suite.job(id).row().attempt());
        }

        @Bean
        JobHandler talker() {
            return new TestHandlers.Talker();
        }

        @Bean
        JobHandler conductor() {
            return new TestHandlers.Conductor();
        }

        @Bean
        JobHandler finale() {
            return new TestHandlers.Finale();
        }
    }
}
