package dev.winnow.scheduler;

import dev.winnow.db.job.JobIntake;
import dev.winnow.db.job.JobOutcomes;
import dev.winnow.db.job.JobQueries;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.request.Requests;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.db.schedule.Tick;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Presence;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Jobs from the ledger to the queue and back, with a worker that the test plays. */
class DispatchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(75);
    private static final String WORKER = "11111111-1111-1111-1111-111111111111";

    @TempDir
    Path folder;
    private Suite suite;

    @BeforeEach
    void start() throws IOException {
        suite = new Suite(folder);
        // The operator's files replace Winnow's own, so that nothing but the tests' jobs is about.
        Files.writeString(suite.processes.resolve("quiet.yaml"), """
            schedules:
              - {name: harvest, job: diagnostic.noop, priority: p2, cron: "0 0 0 1 1 *"}
              - {name: compliance, job: diagnostic.noop, priority: p1, cron: "0 0 0 1 1 *"}
            """);
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void whatIsAskedForIsQueuedWhenTheRingIsPulledAndWhatIsDelayedWhenItsTimeHasCome() {
        ConfigurableApplicationContext scheduler = startAll();
        long soon = ask(JobRequest.of("diagnostic.noop", Priority.P0, Map.of()));
        long later = ask(JobRequest.of("diagnostic.noop", Priority.P0, Map.of()).withDelay(Duration.ofSeconds(4)));
        JobQueue queue = scheduler.getBean(JobQueue.class);
        queue.ring();

        await().atMost(Duration.ofSeconds(2)).until(() -> queue.find(List.of(soon)).get(soon) == Presence.WAITING);
        assertThat(queue.find(List.of(later)).get(later)).isEqualTo(Presence.ABSENT);
        assertThat(row(later).state()).isEqualTo(JobState.REQUESTED);
        await().atMost(Duration.ofSeconds(10)).until(() -> queue.find(List.of(later)).get(later) == Presence.WAITING);
    }

    @Test
    void flushingRedisLosesNoJob() {
        ConfigurableApplicationContext scheduler = startAll();
        JobQueue queue = scheduler.getBean(JobQueue.class);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(ask(JobRequest.of("diagnostic.noop", Priority.P1, Map.of())));
        }
        await().atMost(PATIENCE).until(() -> queue.find(ids).values().stream().allMatch(Presence.WAITING::equals));
        ClaimedJob held = claim(queue).getFirst();
        begin(held);

        TestServers.shared().emptyRedis();

        await().atMost(PATIENCE).until(() -> queue.find(ids).values().stream().allMatch(Presence.WAITING::equals));
        assertThat(row(held.envelope().jobId())).satisfies(row -> {
            assertThat(row.state()).isEqualTo(JobState.QUEUED);
            assertThat(row.crashes()).isEqualTo(1);
        });
        Map<Long, Integer> attempts = new HashMap<>();
        while (attempts.size() < ids.size()) {
            claim(queue).forEach(job -> attempts.put(job.envelope().jobId(), job.envelope().attempt()));
        }
        assertThat(attempts).containsOnlyKeys(ids);
        assertThat(attempts.get(held.envelope().jobId())).as("the lost attempt is spent").isEqualTo(2);
    }

    @Test
    void aJobWhoseWorkerIsLostThreeTimesIsDead() {
        ConfigurableApplicationContext scheduler = startAll();
        JobQueue queue = scheduler.getBean(JobQueue.class);
        long id = ask(JobRequest.of("diagnostic.exit", Priority.P0, Map.of()));
        for (int attempt = 1; attempt <= 3; attempt++) {
            List<ClaimedJob> claimed = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                claimed.addAll(queue.claim(WORKER, EnumSet.allOf(Priority.class), 1, Duration.ofMillis(300)));
                return !claimed.isEmpty();
            });
            assertThat(claimed.getFirst().envelope().attempt()).isEqualTo(attempt);
            begin(claimed.getFirst());
            JobState next = attempt < 3 ? JobState.QUEUED : JobState.DEAD;
            await().atMost(PATIENCE).until(() -> row(id).state() == next);
        }
        assertThat(row(id).crashes()).isEqualTo(3);
        assertThat(queue.find(List.of(id)).get(id)).isEqualTo(Presence.DEAD);

        assertThat(ask("job.retry", Map.of("id", Long.toString(id))).outcome()).isEqualTo("done");
        await().atMost(PATIENCE).until(() -> queue.find(List.of(id)).get(id) == Presence.WAITING);
    }

    @Test
    void aWaitingJobCanBeCancelledAndARunningOneNotYet() {
        ConfigurableApplicationContext scheduler = startAll();
        JobQueue queue = scheduler.getBean(JobQueue.class);
        long id = ask(JobRequest.of("diagnostic.noop", Priority.P0, Map.of()));
        await().atMost(PATIENCE).until(() -> queue.find(List.of(id)).get(id) == Presence.WAITING);

        assertThat(ask("job.cancel", Map.of("id", id)).outcome()).isEqualTo("done");
        assertThat(queue.find(List.of(id)).get(id)).isEqualTo(Presence.ABSENT);
        assertThat(row(id).state()).isEqualTo(JobState.CANCELLED);

        long running = ask(JobRequest.of("diagnostic.noop", Priority.P0, Map.of()));
        await().atMost(PATIENCE).until(() -> queue.find(List.of(running)).get(running) == Presence.WAITING);
        begin(claim(queue).getFirst());
        Requests.Answer refused = ask("job.cancel", Map.of("id", running));
        assertThat(refused.outcome()).isEqualTo("refused");
        assertThat(refused.values().get("message")).asString().contains("is running and cannot be cancelled");
        assertThat(ask("job.cancel", Map.of()).outcome()).isEqualTo("refused");
        assertThat(ask("job.retry", Map.of("id", 1)).values().get("message")).asString().contains("no job 1");
    }

    @Test
    void aScheduleFiresIsPausedResumedAndRunAndEveryTickIsOnRecord() throws IOException {
        Files.writeString(suite.processes.resolve("ticks.yaml"), """
            schedules:
              - {name: steady, job: diagnostic.noop, priority: p1, interval: 2s, catch-up: fire-once, overlap: allow}
              - {name: broken, job: diagnostic.noop, priority: p1, cron: "every tuesday"}
            """);
        ConfigurableApplicationContext scheduler = startAll();
        ScheduleStore schedules = scheduler.getBean(ScheduleStore.class);
        JobQueue queue = scheduler.getBean(JobQueue.class);

        await().atMost(PATIENCE).until(() -> schedules.ticks("steady", 10).size() >= 3);
        assertThat(schedules.ticks("steady", 10)).allSatisfy(tick -> {
            assertThat(tick.outcome()).isIn("fired", "caught-up", "coalesced");
        });
        assertThat(queue.lanes().get(1).depth()).isPositive();
        assertThat(schedules.all()).extracting(row -> row.definition().name()).containsExactly("compliance", "harvest",
                "jobs-retention", "steady");
        assertThat(scheduler.getBean(dev.winnow.db.plugin.PluginWarnings.class).open("source:processes"))
                .singleElement().satisfies(open -> {
                    assertThat(open.warning().message()).contains("broken", "every tuesday");
                    assertThat(open.warning().file()).isEqualTo("ticks.yaml");
                });

        assertThat(ask("schedule.pause", Map.of("name", "steady")).outcome()).isEqualTo("done");
        await().atMost(PATIENCE).until(() -> schedules.ticks("steady", 2).stream()
                .allMatch(tick -> tick.reason().equals("the schedule was paused")));
        assertThat(schedules.ticks("steady", 2)).extracting(Tick::jobId).containsOnlyNulls();
        assertThat(ask("schedule.resume", Map.of("name", "steady")).outcome()).isEqualTo("done");
        await().atMost(PATIENCE).until(() -> schedules.ticks("steady", 1).getFirst().jobId() != null);

        Requests.Answer run = ask("schedule.run", Map.of("name", "harvest"));
        assertThat(run.outcome()).isEqualTo("done");
        long job = ((Number) run.values().getOrDefault("job", 0L)).longValue();
        assertThat(row(job).priority()).isEqualTo(Priority.P2);
        assertThat(ask("schedule.run", Map.of("name", "nothing")).outcome()).isEqualTo("refused");
        assertThat(scheduler.getBean(MeterRegistry.class).get("winnow.queue.depth").tag("priority", "p2").gauge()
                .value()).isEqualTo(1);
        assertThat(scheduler.getBean(MeterRegistry.class).get("winnow.leader.epoch").gauge().value()).isPositive();
    }

    private ConfigurableApplicationContext startAll() {
        ConfigurableApplicationContext scheduler = suite.startScheduler();
        await().atMost(PATIENCE).until(() -> scheduler.getBean(ScheduleStore.class).all().size() >= 2);
        return scheduler;
    }

    private long ask(JobRequest request) {
        return suite.as(Account.INTERFACE).getBean(JobIntake.class)
                .request(List.of(new NewJob(request, "user:ada", null, "test")))
                .getFirst();
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

    private static List<ClaimedJob> claim(JobQueue queue) {
        return queue.claim(WORKER, EnumSet.allOf(Priority.class), 1, Duration.ofMinutes(5));
    }

    private void begin(ClaimedJob job) {
        assertThat(suite.as(Account.WORKER).getBean(JobOutcomes.class).begin(job.envelope().jobId(),
                job.envelope().attempt(), WORKER,
                "host", null, null)).isPresent();
    }
}
