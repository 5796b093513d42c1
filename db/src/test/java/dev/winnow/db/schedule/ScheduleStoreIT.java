package dev.winnow.db.schedule;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.db.job.JobOutcomes;
import dev.winnow.db.job.JobRow;
import dev.winnow.db.job.JobState;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.process.LeadershipLostException;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScheduleStoreIT {
    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final ScheduleStore schedules = database.as(Account.SCHEDULER, ScheduleStore.class);
    private final LeaderLease lease = database.as(Account.SCHEDULER, LeaderLease.class);
    private final ScheduleDefinition harvest = cron("harvest", "0 */15 * * * *");
    private final Instant tick = Instant.parse("2026-01-01T00:15:00Z");

    @BeforeEach
    void empty() {
        for (String table : List.of("schedule", "schedule_tick", "job", "job_detail", "job_attempt", "leader_lease")) {
            database.sql().update("DELETE FROM " + table);
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aScheduleComesBackAsItWasDeclared() {
        ScheduleDefinition every = new ScheduleDefinition("compliance", "compliance.all", Priority.P1, null,
                Duration.ofMinutes(5), ZoneId.of("Europe/Berlin"), Duration.ofSeconds(3), Map.of("a", 1),
                ScheduleDefinition.CatchUp.FIRE_ONCE, ScheduleDefinition.Overlap.SKIP);
        schedules.declare(Map.of("built-in", List.of(every)));
        assertThat(schedules.all()).singleElement().satisfies(row -> {
            assertThat(row.definition()).isEqualTo(every);
            assertThat(row.origin()).isEqualTo("built-in");
            assertThat(row.nextTickAt()).isNull();
            assertThat(row.paused()).isFalse();
        });
        assertThat(schedules.due(10)).hasSize(1);
    }

    @Test
    void pauseAndNextTickStayUntilTheTicksFallOtherwise() {
        schedules.declare(Map.of("built-in", List.of(harvest)));
        schedules.decide(lead(), "harvest", List.of(), tick, null);
        assertThat(schedules.pause("harvest", true)).isTrue();
        schedules.declare(Map.of("file:mine.yaml", List.of(harvest)));
        assertThat(only().nextTickAt()).isEqualTo(tick);
        assertThat(only().paused()).isTrue();
        assertThat(only().origin()).isEqualTo("file:mine.yaml");
        schedules.declare(Map.of("built-in", List.of(cron("harvest", "0 0 * * * *"))));
        assertThat(only().nextTickAt()).isNull();
        assertThat(only().paused()).isTrue();
        assertThat(schedules.due(10)).isEmpty();
        assertThat(schedules.nextTick()).isEmpty();
    }

    @Test
    void oneThatIsDeclaredNoMoreIsGoneAndBeginsAnewWhenItIsBack() {
        schedules.declare(Map.of("plugin:x", List.of(harvest)));
        schedules.decide(lead(), "harvest", List.of(), tick, null);
        schedules.declare(Map.of());
        assertThat(schedules.all()).isEmpty();
        assertThat(schedules.pause("harvest", true)).isFalse();
        database.sql().update("UPDATE schedule SET first_seen = '2020-01-01'");
        schedules.declare(Map.of("plugin:x", List.of(harvest)));
        assertThat(only().nextTickAt()).isNull();
        assertThat(only().firstSeen()).isAfter(tick.minus(Duration.ofDays(365)));
    }

    @Test
    void ofTwoWithOneNameTheFirstCounts() {
        Map<String, List<ScheduleDefinition>> byOrigin = new LinkedHashMap<>();
        byOrigin.put("file:mine.yaml", List.of(cron("harvest", "0 0 0 * * *")));
        byOrigin.put("built-in", List.of(harvest));
        schedules.declare(byOrigin);
        assertThat(only().definition().cron()).isEqualTo("0 0 0 * * *");
    }

    @Test
    void aTickFiresOnceWhoeverDecidesHowOften() {
        schedules.declare(Map.of("built-in", List.of(harvest)));
        LeaderLease.Held leader = lead();
        List<ScheduleStore.Decision> decisions = List.of(
                new ScheduleStore.Decision(tick.minusSeconds(900), "coalesced", "the scheduler was down", null),
                new ScheduleStore.Decision(tick, "fired", "due", job()));
        List<JobRow> toPush = schedules.decide(leader, "harvest", decisions, tick.plusSeconds(900), 3L);
        assertThat(toPush).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(JobState.QUEUED);
            assertThat(row.generation()).isEqualTo(3);
        });
        assertThat(schedules.decide(leader, "harvest", decisions, tick.plusSeconds(900), 3L)).isEmpty();
        assertThat(schedules.ticks("harvest", 10)).extracting(Tick::outcome).containsExactly("fired", "coalesced");
        assertThat(schedules.ticks("harvest", 1).getFirst().jobId()).isEqualTo(toPush.getFirst().id());
        assertThat(database.sql().number("SELECT COUNT(*) FROM job")).isEqualTo(1);
        assertThat(schedules.nextTick()).contains(tick.plusSeconds(900));
    }

    @Test
    void whoLeadsNoMoreFiresNothing() {
        schedules.declare(Map.of("built-in", List.of(harvest)));
        LeaderLease.Held old = lead();
        lease.release(old);
        lease.acquire(UUID.randomUUID().toString(), Duration.ofMinutes(1));
        assertThatThrownBy(() -> schedules.decide(old, "harvest",
                List.of(new ScheduleStore.Decision(tick, "fired", "due", job())), null, null))
                .isInstanceOf(LeadershipLostException.class);
        assertThat(schedules.ticks("harvest", 10)).isEmpty();
        assertThat(database.sql().number("SELECT COUNT(*) FROM job")).isZero();
    }

    @Test
    void anUnfinishedJobOfTheLastTickIsSeen() {
        schedules.declare(Map.of("built-in", List.of(harvest)));
        assertThat(schedules.hasUnfinishedJob("harvest")).isFalse();
        long id = schedules.decide(lead(), "harvest",
                List.of(new ScheduleStore.Decision(tick, "fired", "due", job())), null, null).getFirst().id();
        assertThat(schedules.hasUnfinishedJob("harvest")).isTrue();
        JobOutcomes worker = database.as(Account.WORKER, JobOutcomes.class);
        worker.begin(id, 1, "w", "h", null, null);
        worker.succeed(id, 1, "w", JobResult.NONE);
        assertThat(schedules.hasUnfinishedJob("harvest")).isFalse();
    }

    @Test
    void aTickWhoseUniqueKeyIsTakenNamesTheJobThatHasIt() {
        schedules.declare(Map.of("built-in", List.of(harvest)));
        NewJob once = new NewJob(job().request().withUniqueKey("harvest", JobRequest.UniqueUntil.DONE), "schedule:x",
                null, "c");
        LeaderLease.Held leader = lead();
        long id = schedules.decide(leader, "harvest", List.of(new ScheduleStore.Decision(tick, "fired", "due", once)),
                null, null).getFirst().id();
        assertThat(schedules.decide(leader, "harvest",
                List.of(new ScheduleStore.Decision(tick.plusSeconds(1), "fired", "due", once)), null, null)).isEmpty();
        assertThat(schedules.ticks("harvest", 10)).extracting(Tick::jobId).containsExactly(id, id);
    }

    @Test
    void theClockIsTheDatabases() {
        assertThat(schedules.now()).isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(30));
    }

    private ScheduleRow only() {
        return schedules.all().getFirst();
    }

    private LeaderLease.Held lead() {
        return lease.acquire("s", Duration.ofMinutes(5)).orElseThrow();
    }

    private static NewJob job() {
        return new NewJob(JobRequest.of("harvest.all", Priority.P2, Map.of()), "schedule:harvest", null, "c");
    }

    private static ScheduleDefinition cron(String name, String cron) {
        return new ScheduleDefinition(name, "harvest.all", Priority.P2, cron, null, ZoneId.of("UTC"), Duration.ZERO,
                Map.of(), ScheduleDefinition.CatchUp.SKIP, ScheduleDefinition.Overlap.ALLOW);
    }
}
