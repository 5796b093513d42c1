package dev.winnow.scheduler;

import dev.winnow.daemon.health.Readiness;
import dev.winnow.db.job.Attempt;
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
import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.testing.TestRedis;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Presence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The scheduler while Redis is away, and after. */
class OutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(75);
    private static final String WORKER = "11111111-1111-1111-1111-111111111111";

    @TempDir
    Path folder;

    @Test
    void withRedisKilledTheSchedulerGoesOnAndBringsEverythingWhenItIsBack() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.builder().start();
                Suite suite = new Suite(folder, new TestRedis(redis.host(), redis.port()))) {
            Files.writeString(suite.processes.resolve("ticks.yaml"),
                    "schedules: [{name: steady, job: diagnostic.noop, priority: p1, interval: 2s, overlap: allow}]");
            ConfigurableApplicationContext scheduler = suite.startScheduler();
            ScheduleStore schedules = scheduler.getBean(ScheduleStore.class);
            await().atMost(PATIENCE).until(() -> !schedules.ticks("steady", 1).isEmpty());

            redis.kill();
            int ticks = schedules.ticks("steady", 1000).size();
            long wanted = suite.as(Account.INTERFACE).getBean(JobIntake.class).request(List.of(new NewJob(
                    JobRequest.of("diagnostic.noop", Priority.P0, Map.of()), "user:ada", null, "test"))).getFirst();
            await().atMost(PATIENCE).until(() -> schedules.ticks("steady", 1000).size() > ticks + 1);
            assertThat(scheduler.getBean(Readiness.class).isReady()).isTrue();

            redis.start();

            JobQueue queue = scheduler.getBean(JobQueue.class);
            List<Long> fired = schedules.ticks("steady", 1000).stream().map(tick -> tick.jobId()).filter(
                    id -> id != null).toList();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> queue.find(List.of(wanted)).get(
                    wanted) == Presence.WAITING);
            await().atMost(PATIENCE).until(() -> queue.find(fired).values().stream().allMatch(
                    Presence.WAITING::equals));
        }
    }

    @Test
    void whatIsCalledOffWhileRedisIsAwayEndsWhenItIsBack() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.builder().dataFolder(folder.resolve("redis")).start();
                Suite suite = new Suite(folder, new TestRedis(redis.host(), redis.port()))) {
            Files.writeString(suite.processes.resolve("quiet.yaml"), DispatchIT.QUIET);
            ConfigurableApplicationContext scheduler = suite.startScheduler();
            JobQueue queue = scheduler.getBean(JobQueue.class);
            JobIntake intake = suite.as(Account.INTERFACE).getBean(JobIntake.class);
            JobQueries queries = suite.as(Account.INTERFACE).getBean(JobQueries.class);
            JobRequest sleep = JobRequest.of("diagnostic.sleep", Priority.P1, Map.of("millis", 1));
            List<Long> ids = intake.request(Collections.nCopies(2, new NewJob(sleep, "user:ada", null, "test")));
            long outside = intake.request(List.of(new NewJob(sleep.withDelay(Duration.ofHours(1)), "user:ada", null,
                    "test"))).getFirst();
            await().atMost(PATIENCE).until(() -> queue.find(ids).values().stream().allMatch(
                    Presence.WAITING::equals));
            ClaimedJob running = queue.claim(WORKER, EnumSet.of(Priority.P1), 1, Duration.ofMinutes(5)).getFirst();
            Attempt attempt = new Attempt(running.envelope().jobId(), 1, WORKER, "host", Instant.now(), null, null);
            suite.as(Account.WORKER).getBean(JobOutcomes.class).begin(List.of(attempt));
            long waiting = ids.stream().filter(id -> id != attempt.jobId()).findFirst().orElseThrow();

            redis.kill();
            Requests requests = suite.as(Account.INTERFACE).getBean(Requests.class);
            long request = requests.ask("jobs.cancel", Map.of("ids", List.of(attempt.jobId(), waiting, outside)),
                    "user:ada");
            await().atMost(PATIENCE).until(() -> requests.answer(request).isPresent());
            assertThat(requests.answer(request).orElseThrow().values()).containsEntry("pending", 2)
                    .containsEntry("cancelled", 1);
            assertThat(queries.rows(List.of(outside)).getFirst().state()).isEqualTo(JobState.CANCELLED);
            assertThat(queries.rows(List.of(waiting)).getFirst().state()).isEqualTo(JobState.QUEUED);

            redis.start();

            await().atMost(PATIENCE).until(() -> queries.rows(List.of(waiting)).getFirst()
                    .state() == JobState.CANCELLED);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> queue.find(List.of(waiting)).get(
                    waiting) == Presence.ABSENT);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> queue.renew(WORKER, List.of(running.lease()),
                    Duration.ofMinutes(5)).cancelled().contains(attempt.jobId()));
            assertThat(queries.rows(List.of(attempt.jobId())).getFirst().state()).as("its worker ends it")
                    .isEqualTo(JobState.RUNNING);
        }
    }

    @Test
    void aFullQueueLeavesJobsRequestedAndTakesThemWhenItHasRoomAgain() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.builder().maxMemory("6mb", "noeviction").start();
                Suite suite = new Suite(folder, new TestRedis(redis.host(), redis.port()))) {
            ConfigurableApplicationContext scheduler = suite.startScheduler();
            JobQueue queue = scheduler.getBean(JobQueue.class);
            String load = "x".repeat(50_000);
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                ids.addAll(suite.as(Account.INTERFACE).getBean(JobIntake.class).request(Collections.nCopies(20,
                        new NewJob(JobRequest.of("diagnostic.noop", Priority.P1, Map.of("load", load)), "user:ada",
                                null,
                                "test"))));
            }
            JobQueries queries = suite.as(Account.INTERFACE).getBean(JobQueries.class);
            await().atMost(PATIENCE).until(() -> queue.find(ids).containsValue(Presence.WAITING));
            await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> queries.rows(ids).stream().anyMatch(
                    row -> row.state() == JobState.REQUESTED));

            JobOutcomes outcomes = suite.as(Account.WORKER).getBean(JobOutcomes.class);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                List<ClaimedJob> some = queue.claim(WORKER, EnumSet.of(Priority.P1), 10, Duration.ofMinutes(1));
                outcomes.record(some.stream().<Outcome>map(job -> new Outcome.Succeeded(new Attempt(job.envelope()
                        .jobId(), job.envelope().attempt(), WORKER, "host", Instant.now(), null, null), Instant.now(),
                        JobResult.NONE)).toList());
                queue.acknowledge(some.stream().map(ClaimedJob::lease).toList());
                return queries.rows(ids).stream().allMatch(row -> row.state() == JobState.SUCCEEDED);
            });
            assertThat(queries.rows(ids)).as("none was started twice").extracting(JobRow::attempt).containsOnly(1);
        }
    }
}
