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
            String worker = "11111111-1111-1111-1111-111111111111";
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
                List<ClaimedJob> some = queue.claim(worker, EnumSet.of(Priority.P1), 10, Duration.ofMinutes(1));
                outcomes.record(some.stream().<Outcome>map(job -> new Outcome.Succeeded(new Attempt(job.envelope()
                        .jobId(), job.envelope().attempt(), worker, "host", Instant.now(), null, null), Instant.now(),
                        JobResult.NONE)).toList());
                queue.acknowledge(some.stream().map(ClaimedJob::lease).toList());
                return queries.rows(ids).stream().allMatch(row -> row.state() == JobState.SUCCEEDED);
            });
            assertThat(queries.rows(ids)).as("none was started twice").extracting(JobRow::attempt).containsOnly(1);
        }
    }
}
