package dev.winnow.scheduler;

import dev.winnow.daemon.queue.LaneForecasts;
import dev.winnow.db.Database;
import dev.winnow.db.job.Attempt;
import dev.winnow.db.job.JobEndings;
import dev.winnow.db.job.JobIntake;
import dev.winnow.db.job.JobOutcomes;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.job.Outcome;
import dev.winnow.db.request.Requests;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobPayload;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Presence;
import dev.winnow.queue.Release;
import dev.winnow.scheduler.dispatch.Cancelling;
import dev.winnow.scheduler.lead.Leadership;
import dev.winnow.scheduler.lead.Term;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Jobs from the ledger to the queue and back, with a worker that the test plays. */
class DispatchIT {
    /** The operator's files replace Winnow's own: with this one nothing but the tests' jobs is about. */
    static final String QUIET = """
        schedules:
          - {name: harvest, job: diagnostic.noop, priority: p2, cron: "0 0 0 1 1 *"}
          - {name: compliance, job: diagnostic.noop, priority: p1, cron: "0 0 0 1 1 *"}
        """;
    private static final Duration PATIENCE = Duration.ofSeconds(75);
    private static final int LIMITED = 10;
    private static final String WORKER = "11111111-1111-1111-1111-111111111111";

    @TempDir
    static Path folder;
    private static Suite suite;
    private static ConfigurableApplicationContext scheduler;
    private static JobQueue queue;

    @BeforeAll
    static void start() throws IOException {
        suite = new Suite(folder);
        Files.writeString(suite.processes.resolve("quiet.yaml"), QUIET);
        scheduler = suite.startScheduler();
        queue = scheduler.getBean(JobQueue.class);
        await().atMost(PATIENCE).until(() -> scheduler.getBean(ScheduleStore.class).all().size() >= 2);
    }

    /** One scheduler for all tests: each leaves it without jobs, in ledger and queue, and with no lane paused. */
    @AfterEach
    void forgetJobs() {
        for (String table : List.of("job", "job_detail", "job_attempt", "job_wait", "job_cancel", "job_expiry",
                "job_limit", "job_gate", "job_batch", "job_batch_member", "job_key", "lane_pause")) {
            suite.as(Account.MIGRATE).getBean(Database.class).update("DELETE FROM " + table);
        }
        TestServers.shared().emptyRedis();
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void whatIsAskedForIsQueuedWhenTheRingIsPulledAndWhatIsDelayedWhenItsTimeHasCome() {
        long soon = ask(JobRequest.of("diagnostic.noop", Priority.P0, Map.of()));
        long later = ask(JobRequest.of("diagnostic.noop", Priority.P0, Map.of()).withDelay(Duration.ofSeconds(10)));
        queue.ring();

        await().atMost(PATIENCE).until(() -> queue.find(List.of(soon)).get(soon) == Presence.WAITING);
        assertThat(queue.find(List.of(later)).get(later)).isEqualTo(Presence.ABSENT);
        assertThat(row(later).state()).isEqualTo(JobState.REQUESTED);
        await().atMost(PATIENCE).until(() -> queue.find(List.of(later)).get(later) == Presence.WAITING);
    }

    @Test
    void anEnvelopeCarriesWhatAWorkerNeeds() {
        String large = "x".repeat(300_000);
        ask(JobRequest.of("diagnostic.noop", Priority.P0, Map.of("say", "hello")).with(JobOptions.NONE.withDeadline(
                Duration.ofMinutes(3)).expiringAfter(Duration.ofHours(1)).atMost(9, "k")));
        ask(JobRequest.of("diagnostic.noop", Priority.P1, Map.of("say", large)));
        ask(JobRequest.of("diagnostic.noop", Priority.P2, Map.of()).withUniqueKey("u", JobRequest.UniqueUntil.START));
        queue.ring();

        JobPayload small = next(queue, Priority.P0).envelope().payload();
        assertThat(small.arguments()).isEqualTo("{\"say\":\"hello\"}");
        assertThat(small.correlationId()).isEqualTo("test");
        assertThat(small.requestedBy()).isEqualTo("user:ada");
        assertThat(small.deadline()).isEqualTo(Duration.ofMinutes(3));
        assertThat(small.expiresAt()).isAfter(Instant.now().plus(Duration.ofMinutes(50)));
        assertThat(small.begins()).as("whether it expired or was started is to be known").isTrue();
        assertThat(small.followed()).as("somebody may wait for its place").isTrue();
        JobPayload big = next(queue, Priority.P1).envelope().payload();
        assertThat(big.arguments()).as("read in the ledger").isNull();
        assertThat(big.followed()).isFalse();
        assertThat(big.begins()).isFalse();
        assertThat(next(queue, Priority.P2).envelope().payload().begins()).as("its key ends with its start").isTrue();
    }

    @Test
    void limitsChainsAndBatchesGoOnAsSoonAsTheRingTellsOfAnEnd() {
        JobIntake intake = suite.as(Account.INTERFACE).getBean(JobIntake.class);
        JobRequest request = JobRequest.of("diagnostic.noop", Priority.P1, Map.of());
        long last = 0;
        for (int i = 0; i < LIMITED; i++) {
            last = ask(request.with(JobOptions.NONE.atMost(1, "k")));
        }
        ClaimedJob limited = next(queue, Priority.P1);
        assertThat(row(last).state()).isEqualTo(JobState.REQUESTED);
        long began = System.nanoTime();
        for (int i = 1; i < LIMITED; i++) {
            succeed(queue, limited);
            limited = next(queue, Priority.P1);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("without the ring each would wait a second for the next")
                .isLessThan(Duration.ofSeconds(LIMITED - 3));
        succeed(queue, limited);

        List<Long> chain = intake.requestChain(List.of(job(request), job(request)));
        queue.ring();
        succeed(queue, next(queue, Priority.P1));
        ClaimedJob successor = next(queue, Priority.P1);
        assertThat(successor.envelope().jobId()).isEqualTo(chain.get(1));
        succeed(queue, successor);

        JobIntake.Batch batch = intake.requestBatch(List.of(job(request), job(request)), job(request));
        queue.ring();
        succeed(queue, next(queue, Priority.P1));
        succeed(queue, next(queue, Priority.P1));
        assertThat(next(queue, Priority.P1).envelope().jobId()).isEqualTo(batch.completion());
    }

    @Test
    void aJobThatDoesNotStartInTimeExpiresAndOneThatRunsDoesNot() {
        JobRequest request = JobRequest.of("diagnostic.noop", Priority.P1, Map.of()).with(JobOptions.NONE.expiringAfter(
                Duration.ofSeconds(4)));
        long started = ask(request);
        queue.ring();
        ClaimedJob running = next(queue, Priority.P1);
        long waiting = ask(request);
        long outside = ask(request.with(request.options().delayedBy(Duration.ofHours(1))));

        await().atMost(PATIENCE).until(() -> row(waiting).state() == JobState.EXPIRED
                && row(outside).state() == JobState.EXPIRED);
        assertThat(queue.find(List.of(waiting)).get(waiting)).isEqualTo(Presence.ABSENT);
        assertThat(row(started).state()).isEqualTo(JobState.QUEUED);
        succeed(queue, running);
        assertThat(row(started).state()).isEqualTo(JobState.SUCCEEDED);

        assertThat(ask("job.retry", Map.of("id", waiting)).outcome()).isEqualTo("done");
        assertThat(next(queue, Priority.P1).envelope().attempt()).as("the number of the expired one is burned")
                .isEqualTo(
                        2);
    }

    @Test
    void flushingRedisLosesNoJob() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(ask(JobRequest.of("diagnostic.noop", Priority.P1, Map.of())));
        }
        await().atMost(PATIENCE).until(() -> queue.find(ids).values().stream().allMatch(Presence.WAITING::equals));
        ClaimedJob held = next(queue, Priority.P1);
        begin(held);
        ClaimedJob retried = next(queue, Priority.P1);
        outcome(new Outcome.Retrying(attempt(retried), Instant.now(), failure(), Duration.ofSeconds(20)));
        queue.release(List.of(new Release(retried.lease(), Duration.ofSeconds(20), true)));
        ask("queue.pause", Map.of("priority", "p2"));
        double losses = meter("winnow.queue.losses");
        double pushed = meter("winnow.queue.mended", "what", "push");

        TestServers.shared().emptyRedis();

        long later = retried.envelope().jobId();
        await().atMost(PATIENCE).until(() -> queue.find(ids).entrySet().stream().allMatch(
                entry -> entry.getValue() == (entry.getKey() == later ? Presence.DELAYED : Presence.WAITING)));
        await().atMost(PATIENCE).until(() -> queue.lanes().get(2).paused());
        assertThat(row(held.envelope().jobId())).satisfies(row -> {
            assertThat(row.state()).isEqualTo(JobState.QUEUED);
            assertThat(row.crashes()).as("it is not the job's doing").isZero();
        });
        assertThat(outcome(new Outcome.Succeeded(attempt(held), Instant.now(), JobResult.NONE))).as("refused")
                .containsExactly(held.envelope().jobId());
        Map<Long, JobEnvelope> envelopes = new HashMap<>();
        await().atMost(PATIENCE).until(() -> {
            claim(queue).forEach(job -> envelopes.put(job.envelope().jobId(), job.envelope()));
            return envelopes.size() == ids.size();
        });
        assertThat(envelopes).containsOnlyKeys(ids);
        assertThat(envelopes).extractingByKey(held.envelope().jobId()).extracting(JobEnvelope::attempt).as(
                "the lost attempt is spent").isEqualTo(2);
        assertThat(envelopes.values()).allSatisfy(job -> assertThat(job.payload().begins()).isTrue());
        assertThat(meter("winnow.queue.losses")).isGreaterThan(losses);
        assertThat(meter("winnow.queue.mended", "what", "push") - pushed).isGreaterThanOrEqualTo(18);
    }

    @Test
    void whatTheQueueAloneHasLostOrKeptIsFoundByAndBy() {
        long lost = ask(JobRequest.of("diagnostic.noop", Priority.P1, Map.of()));
        await().atMost(PATIENCE).until(() -> queue.find(List.of(lost)).get(lost) == Presence.WAITING);

        queue.remove(List.of(lost));

        await().atMost(PATIENCE).until(() -> queue.find(List.of(lost)).get(lost) == Presence.WAITING);
        // It is in the queue a moment before that is committed.
        await().atMost(PATIENCE).until(() -> row(lost).attempt() == 1);
        assertThat(next(queue, Priority.P1).envelope().attempt()).isEqualTo(2);
    }

    @Test
    void aJobWhoseWorkerIsLostThreeTimesIsDead() {
        double recovered = meter("winnow.jobs.recovered");
        double dead = meter("winnow.jobs.dead");
        long id = ask(JobRequest.of("diagnostic.exit", Priority.P0, Map.of()));
        for (int attempt = 1; attempt <= 3; attempt++) {
            List<ClaimedJob> claimed = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                claimed.addAll(queue.claim(WORKER, EnumSet.of(Priority.P0), 1, Duration.ofMinutes(5)));
                return !claimed.isEmpty();
            });
            assertThat(claimed.getFirst().envelope().attempt()).isEqualTo(attempt);
            if (attempt != 2) {
                begin(claimed.getFirst());
            }
            queue.renew(WORKER, List.of(claimed.getFirst().lease()), Duration.ofMillis(1));
            JobState next = attempt < 3 ? JobState.QUEUED : JobState.DEAD;
            int crashes = attempt;
            await().atMost(PATIENCE).until(() -> row(id).state() == next && row(id).crashes() == crashes);
            assertThat(outcome(new Outcome.Succeeded(attempt(claimed.getFirst()), Instant.now(), JobResult.NONE)))
                    .as("the lost worker comes back").containsExactly(id);
        }
        assertThat(row(id).crashes()).isEqualTo(3);
        assertThat(queue.find(List.of(id)).get(id)).isEqualTo(Presence.DEAD);
        // Counted once it is on record.
        await().atMost(PATIENCE).until(() -> meter("winnow.jobs.dead") - dead == 1);
        assertThat(meter("winnow.jobs.recovered") - recovered).isEqualTo(2);

        assertThat(ask("job.retry", Map.of("id", Long.toString(id))).outcome()).isEqualTo("done");
        await().atMost(PATIENCE).until(() -> queue.find(List.of(id)).get(id) == Presence.WAITING);
        assertThat(next(queue, Priority.P0).envelope().crashes()).isZero();
    }

    @Test
    void aCancelledJobThatWaitsEndsAtOnceAndOneThatRunsIsAskedToStop() {
        long id = ask(JobRequest.of("diagnostic.noop", Priority.P0, Map.of()));
        await().atMost(PATIENCE).until(() -> queue.find(List.of(id)).get(id) == Presence.WAITING);

        assertThat(ask("job.cancel", Map.of("id", id)).outcome()).isEqualTo("done");
        assertThat(queue.find(List.of(id)).get(id)).isEqualTo(Presence.ABSENT);
        assertThat(row(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(suite.as(Account.INTERFACE).getBean(JobQueries.class).find(id).orElseThrow().attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.errorMessage()).contains("user:ada"));

        ask(JobRequest.of("diagnostic.noop", Priority.P0, Map.of()));
        ClaimedJob running = next(queue, Priority.P0);
        long runningId = running.envelope().jobId();
        assertThat(ask("job.cancel", Map.of("id", runningId)).values().get("message")).asString().contains(
                "asked to stop");
        assertThat(row(runningId).state()).as("it runs until its worker says otherwise").isEqualTo(JobState.QUEUED);
        assertThat(suite.as(Account.INTERFACE).getBean(JobQueries.class).standing(runningId).cancelledBy()).isEqualTo(
                "user:ada");
        assertThat(queue.renew(WORKER, List.of(running.lease()), Duration.ofMinutes(1)).cancelled()).containsExactly(
                runningId);
        outcome(new Outcome.Cancelled(attempt(running), Instant.now(), "asked to stop"));
        queue.acknowledge(List.of(running.lease()));
        assertThat(ask("job.cancel", Map.of("id", runningId)).outcome()).isEqualTo("refused");
        assertThat(ask("job.cancel", Map.of()).outcome()).isEqualTo("refused");
        assertThat(ask("job.retry", Map.of("id", 1)).values().get("message")).asString().contains("no job 1");
    }

    @Test
    void aJobThatWasAskedToStopIsCancelledWhenItsWorkerIsLost() {
        long id = ask(JobRequest.of("diagnostic.sleep", Priority.P0, Map.of()));
        queue.ring();
        await().atMost(PATIENCE).until(() -> queue.find(List.of(id)).get(id) == Presence.WAITING);
        queue.claim(WORKER, EnumSet.allOf(Priority.class), 1, Duration.ofSeconds(2));
        ask("job.cancel", Map.of("id", id));

        await().atMost(PATIENCE).until(() -> row(id).state() == JobState.CANCELLED);
        await().atMost(PATIENCE).until(() -> queue.find(List.of(id)).get(id) == Presence.ABSENT);
    }

    @Test
    void whatIsCancelledOrDoneBeforeARequestIsSettledIsNotCalledPending() {
        long done = ask(JobRequest.of("diagnostic.noop", Priority.P0, Map.of()));
        succeed(queue, next(queue, Priority.P0));
        long calledOff = ask(JobRequest.of("diagnostic.noop", Priority.P0, Map.of()).withDelay(Duration.ofHours(1)));
        JobEndings endings = scheduler.getBean(JobEndings.class);
        endings.callOff(List.of(calledOff), "user:ada");
        await("the ender has found it").atMost(PATIENCE).until(() -> row(calledOff).state() == JobState.CANCELLED);

        Term term = scheduler.getBean(Leadership.class).term().orElseThrow();
        assertThat(new Cancelling(endings, queue).settle(term, List.of(done, calledOff)))
                .isEqualTo(new Cancelling.Result(List.of(calledOff), List.of(), List.of()));
    }

    @Test
    void manyJobsAreCancelledAndRetriedByOneRequest() {
        List<Long> ids = suite.as(Account.INTERFACE).getBean(JobIntake.class).request(Collections.nCopies(1200, job(
                JobRequest.of("diagnostic.noop", Priority.P2, Map.of()))));
        List<Long> asked = new ArrayList<>(ids);
        asked.add(1L);

        Map<String, Object> cancelled = ask("jobs.cancel", Map.of("ids", asked)).values();
        assertThat(cancelled.get("cancelled")).isEqualTo(1200);
        assertThat(cancelled.get("refused")).isEqualTo(1);
        Map<String, Object> retried = ask("jobs.retry", Map.of("ids", asked)).values();
        assertThat(retried.get("retried")).isEqualTo(1200);
        assertThat(ask("jobs.cancel", Map.of("ids", List.of())).outcome()).isEqualTo("refused");
        assertThat(ask("jobs.cancel", Map.of("ids", List.of("one"))).outcome()).isEqualTo("refused");
        assertThat(ask("jobs.cancel", Map.of("ids", Map.of())).outcome()).isEqualTo("refused");
    }

    @Test
    void aPausedLaneHandsOutNothingAndSaysSoUntilItIsResumed() {
        assertThat(ask("queue.pause", Map.of("priority", "p1")).outcome()).isEqualTo("done");
        long id = ask(JobRequest.of("diagnostic.noop", Priority.P1, Map.of()));
        await().atMost(PATIENCE).until(() -> queue.find(List.of(id)).get(id) == Presence.WAITING);
        assertThat(claim(queue)).isEmpty();
        assertThat(queue.lanes().get(1).paused()).isTrue();
        assertThat(scheduler.getBean(LaneForecasts.class).forecasts()).hasSize(3);
        assertThat(
                scheduler.getBean(MeterRegistry.class).get("winnow.queue.workers.needed").tag("priority", "p1").gauge()
                        .value())
                .isNotNaN();

        assertThat(ask("queue.resume", Map.of("priority", "p1")).outcome()).isEqualTo("done");
        assertThat(next(queue, Priority.P1).envelope().jobId()).isEqualTo(id);
        assertThat(ask("queue.pause", Map.of("priority", "p7")).values().get("message")).asString().contains(
                "p0, p1, p2");
    }

    private static double meter(String name, String... tags) {
        return scheduler.getBean(MeterRegistry.class).get(name).tags(tags).functionCounters().stream()
                .mapToDouble(FunctionCounter::count).sum();
    }

    private long ask(JobRequest request) {
        return suite.as(Account.INTERFACE).getBean(JobIntake.class).request(List.of(job(request))).getFirst();
    }

    private Requests.Answer ask(String kind, Map<String, Object> arguments) {
        Requests requests = suite.as(Account.INTERFACE).getBean(Requests.class);
        long id = requests.ask(kind, arguments, "user:ada");
        await().atMost(PATIENCE).until(() -> requests.answer(id).isPresent());
        return requests.answer(id).orElseThrow();
    }

    private JobRow row(long id) {
        return suite.as(Account.INTERFACE).getBean(JobQueries.class).rows(Set.of(id)).getFirst();
    }

    private static NewJob job(JobRequest request) {
        return new NewJob(request, "user:ada", null, "test");
    }

    private static List<ClaimedJob> claim(JobQueue queue) {
        return ours(queue.claim(WORKER, EnumSet.allOf(Priority.class), 2, Duration.ofMinutes(5)));
    }

    /** Without those of Winnow's own schedules. */
    private static List<ClaimedJob> ours(List<ClaimedJob> claimed) {
        return claimed.stream().filter(job -> job.envelope().type().startsWith("diagnostic.")).toList();
    }

    /** The next job of a lane, when it is there. */
    private static ClaimedJob next(JobQueue queue, Priority lane) {
        List<ClaimedJob> claimed = new ArrayList<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
            claimed.addAll(ours(queue.claim(WORKER, EnumSet.of(lane), 1, Duration.ofMinutes(5))));
            return !claimed.isEmpty();
        });
        return claimed.getFirst();
    }

    private static Attempt attempt(ClaimedJob job) {
        return new Attempt(job.envelope().jobId(), job.envelope().attempt(), WORKER, "host", Instant.now(), null, null);
    }

    private void begin(ClaimedJob job) {
        assertThat(suite.as(Account.WORKER).getBean(JobOutcomes.class).begin(List.of(attempt(job)))).containsOnlyKeys(
                job.envelope().jobId());
    }

    /** Those refused. */
    private Set<Long> outcome(Outcome outcome) {
        return suite.as(Account.WORKER).getBean(JobOutcomes.class).record(List.of(outcome));
    }

    private void succeed(JobQueue queue, ClaimedJob job) {
        assertThat(outcome(new Outcome.Succeeded(attempt(job), Instant.now(), JobResult.NONE))).isEmpty();
        queue.acknowledge(List.of(job.lease()));
        if (job.envelope().payload().followed()) {
            queue.ring();
        }
    }

    private static JobOutcomes.Failure failure() {
        return new JobOutcomes.Failure("java.io.IOException", "no route", "");
    }
}
