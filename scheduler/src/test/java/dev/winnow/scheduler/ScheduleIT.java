package dev.winnow.scheduler;

import dev.winnow.db.job.JobQueries;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.request.Requests;
import dev.winnow.db.schedule.ScheduleStore;
import dev.winnow.db.schedule.Tick;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobQueue;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Schedules of process files from the file to the queue. */
class ScheduleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    @TempDir
    Path folder;
    private Suite suite;

    @BeforeEach
    void start() throws IOException {
        suite = new Suite(folder);
        Files.writeString(suite.processes.resolve("quiet.yaml"), DispatchIT.QUIET);
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void aScheduleFiresIsPausedResumedAndRunAndEveryTickIsOnRecord() throws IOException {
        Files.writeString(suite.processes.resolve("ticks.yaml"), """
            schedules:
              - {name: steady, job: diagnostic.noop, priority: p1, interval: 2s, catch-up: fire-once, overlap: allow}
              - {name: broken, job: diagnostic.noop, priority: p1, cron: "every tuesday"}
            """);
        ConfigurableApplicationContext scheduler = suite.startScheduler();
        ScheduleStore schedules = scheduler.getBean(ScheduleStore.class);
        JobQueue queue = scheduler.getBean(JobQueue.class);

        await().atMost(PATIENCE).until(() -> schedules.ticks("steady", 10).size() >= 3);
        assertThat(schedules.ticks("steady", 10)).allSatisfy(tick -> {
            assertThat(tick.outcome()).isIn("fired", "caught-up", "coalesced");
        });
        assertThat(queue.lanes().get(1).depth()).isPositive();
        assertThat(schedules.all()).extracting(row -> row.definition().name()).containsExactly("compliance", "harvest",
                "jobs-retention", "steady");
        assertThat(scheduler.getBean(PluginWarnings.class).open("source:processes"))
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
        assertThat(suite.as(Account.INTERFACE).getBean(JobQueries.class).rows(List.of(job)).getFirst().priority())
                .isEqualTo(Priority.P2);
        assertThat(ask("schedule.run", Map.of("name", "nothing")).outcome()).isEqualTo("refused");
        assertThat(scheduler.getBean(MeterRegistry.class).get("winnow.queue.depth").tag("priority", "p2").gauge()
                .value()).isPositive();
        assertThat(scheduler.getBean(MeterRegistry.class).get("winnow.leader.epoch").gauge().value()).isPositive();
    }

    private Requests.Answer ask(String kind, Map<String, Object> arguments) {
        Requests requests = suite.as(Account.INTERFACE).getBean(Requests.class);
        long id = requests.ask(kind, arguments, "user:ada");
        await().atMost(PATIENCE).until(() -> requests.answer(id).isPresent());
        return requests.answer(id).orElseThrow();
    }
}
