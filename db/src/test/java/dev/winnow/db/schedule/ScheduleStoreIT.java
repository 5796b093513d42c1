package dev.winnow.db.schedule;

import dev.winnow.db.MigratedDatabase;
import dev.winnow.db.job.JobState;
import dev.winnow.db.job.NewJob;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.process.LeadershipLostException;
import dev.winnow.db.schedule.Ruling.Decision;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
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
import static org.assertj.core.api.Assertions.tuple;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScheduleStoreIT {
    private final MigratedDatabase database = MigratedDatabase.fresh();
    private final ScheduleStore schedules = database.as(Account.SCHEDULER, ScheduleStore.class);
    private final LeaderLease lease = database.as(Account.SCHEDULER, LeaderLease.class);
    private final ScheduleDefinition harvest = cron("harvest", "0 */15 * * * *");
    private final Instant tick = Instant.parse("2026-01-01T00:15:00Z");

    @BeforeEach
    void empty() {
        for (String table : List.of("schedule", "schedule_tick", "job", "job_detail", "job_attempt", "job_cancel",
                "job_limit", "leader_lease")) {
            database.sql().update("DELETE FROM " + table);
        }
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aScheduleComesBackAsItWasDeclared() {
        ScheduleDefinition plain = new ScheduleDefinition("compliance", "compliance.all", Priority.P1, null,
                Duration.ofMinutes(5), ZoneId.of("Europe/Berlin"), Duration.ofSeconds(3), Map.of("a", 1),
                ScheduleDefinition.CatchUp.FIRE_ONCE, ScheduleDefinition.Overlap.QUEUE_ONE);
        ScheduleDefinition full = new ScheduleDefinition("full", "compliance.all", Priority.P0, "0 0 * * * *", null,
                ZoneId.of("Europe/Berlin"), Duration.ZERO, Map.of(), ScheduleDefinition.CatchUp.FIRE_ALL,
                ScheduleDefinition.Overlap.CANCEL,
                ScheduleOptions.NONE.spreadOver(Duration.ofMinutes(50)).catchingUpWithin(Duration.ofHours(6))
                        .pausedAtFirst().between(LocalDateTime.parse("2026-01-01T00:30"),
                                LocalDateTime.parse("2126-01-01T00:00:01"))
                        .withDeadline(Duration.ofMinutes(7)).expiringAfter(Duration.ofDays(2)).atMost(3, "aws")
                        .atMost(20, Duration.ofMinutes(1), "aws-calls"));
        schedules.declare(Map.of("built-in", List.of(plain, full)));

        assertThat(schedules.all()).extracting(ScheduleRow::definition).containsExactly(plain, full);
        assertThat(schedules.all()).extracting(ScheduleRow::paused).containsExactly(false, true);
        assertThat(schedules.find("compliance")).hasValueSatisfying(row -> {
            assertThat(row.origin()).isEqualTo("built-in");
            assertThat(row.nextTickAt()).isNull();
            assertThat(row.lastTickAt()).isNull();
            assertThat(row.expectedFrom()).isEqualTo(row.firstSeen());
            assertThat(row.unfinishedJobs()).isEmpty();
        });
        assertThat(schedules.find("nothing")).isEmpty();
        assertThat(schedules.due("", 10).rows()).as("a paused one is due, too: its ticks are recorded").hasSize(2);
    }

    @Test
    void pauseAndNextTickStayUntilTheTicksFallOtherwise() {
        schedules.declare(Map.of("built-in", List.of(harvest)));
        decide(List.of(), tick);
        assertThat(schedules.pause("harvest", true)).isTrue();
        schedules.declare(Map.of("file:mine.yaml", List.of(harvest)));
        assertThat(only().nextTickAt()).isEqualTo(tick);
        assertThat(only().paused()).isTrue();
        assertThat(only().origin()).isEqualTo("file:mine.yaml");
        database.sql().update("UPDATE schedule SET first_seen = '2020-01-01', expected_from = '2020-01-01'");
        schedules.declare(Map.of("built-in", List.of(cron("harvest", "0 0 * * * *"))));
        assertThat(only().nextTickAt()).isNull();
        assertThat(only().paused()).isTrue();
        assertThat(only().expectedFrom()).as("the ticks in between were never expected").isAfter(tick);
        assertThat(only().firstSeen()).isEqualTo("2020-01-01T00:00:00Z");
    }

    @Test
    void oneThatIsDeclaredNoMoreIsGoneAndBeginsAnewWhenItIsBack() {
        schedules.declare(Map.of("plugin:x", List.of(harvest)));
        decide(List.of(), tick);
        schedules.pause("harvest", true);
        schedules.declare(Map.of());
        assertThat(schedules.all()).isEmpty();
        assertThat(schedules.untilNextTick()).isEmpty();
        assertThat(schedules.pause("harvest", true)).isFalse();
        database.sql().update("UPDATE schedule SET first_seen = '2020-01-01'");
        schedules.declare(Map.of("plugin:x", List.of(harvest)));
        assertThat(only().nextTickAt()).isNull();
        assertThat(only().paused()).isFalse();
        assertThat(only().firstSeen()).isAfter(tick.minus(Duration.ofDays(365)));
    }

    @Test
    void oneThatHasEndedIsNotDueAndIsRevivedByALaterEnd() {
        schedules.declare(Map.of("built-in", List.of(harvest.with(ends("2026-01-01T00:15")))));
        decide(List.of(), tick);
        assertThat(schedules.due("", 10).rows()).isEmpty();
        assertThat(schedules.untilNextTick()).isEmpty();
        schedules.declare(Map.of("built-in", List.of(harvest.with(ends("2026-01-01T00:15")))));
        assertThat(only().nextTickAt()).as("declared again, it is over all the same").isEqualTo(tick);
        schedules.declare(Map.of("built-in", List.of(harvest.with(ends("2126-01-01T00:15")))));
        assertThat(only().nextTickAt()).isNull();
        assertThat(only().expectedFrom()).isAfter(tick);
        assertThat(schedules.due("", 10).rows()).hasSize(1);
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
        ScheduleRow seen = only();
        Ruling ruling = new Ruling(seen, List.of(
                new Decision(tick.minusSeconds(9000), tick.minusSeconds(900), 10, "coalesced", "it was down", null),
                new Decision(tick, "fired", "due", job("c"))), tick.plusSeconds(900));
        LeaderLease.Held leader = lead();

        Fired fired = schedules.decide(leader, List.of(ruling), 3L);
        assertThat(fired.schedules()).containsExactly("harvest");
        assertThat(fired.toPush()).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(JobState.QUEUED);
            assertThat(row.generation()).isEqualTo(3);
            assertThat(fired.ids()).containsExactly(row.id());
        });
        Fired again = schedules.decide(leader, List.of(ruling), 3L);
        assertThat(again.schedules()).isEmpty();
        assertThat(again.ids()).isEmpty();

        assertThat(schedules.ticks("harvest", 10)).extracting(Tick::outcome, Tick::count, Tick::until)
                .containsExactly(tuple("fired", 1L, tick), tuple("coalesced", 10L, tick.minusSeconds(900)));
        assertThat(schedules.ticks("harvest", 1).getFirst().jobId()).isEqualTo(fired.ids().getFirst());
        assertThat(database.sql().number("SELECT COUNT(*) FROM job")).isEqualTo(1);
        assertThat(only().nextTickAt()).isEqualTo(tick.plusSeconds(900));
        assertThat(only().lastTickAt()).isEqualTo(tick);
    }

    @Test
    void aRulingOnAScheduleThatIsNotAsItWasIsLeftOutAndTheOthersCount() {
        schedules.declare(Map.of("built-in", List.of(harvest, cron("changed", "0 * * * * *"),
                cron("paused", "0 * * * * *"), cron("removed", "0 * * * * *"))));
        List<Ruling> rulings = schedules.all().stream().map(row -> new Ruling(row,
                List.of(new Decision(tick, "fired", "due", job(row.definition().name()))), tick.plusSeconds(900)))
                .toList();
        database.sql().update("UPDATE schedule SET first_seen = '2020-01-01', expected_from = '2020-01-01' "
                + "WHERE name = 'changed'");
        schedules.pause("paused", true);
        schedules.declare(Map.of("built-in", List.of(harvest, cron("changed", "1 * * * * *"),
                cron("paused", "0 * * * * *"))));

        assertThat(schedules.decide(lead(), rulings, null).schedules()).containsExactly("harvest");
        assertThat(database.sql().number("SELECT COUNT(*) FROM schedule_tick")).isEqualTo(1);
        assertThat(database.sql().number("SELECT COUNT(*) FROM job")).isEqualTo(1);
    }

    @Test
    void whoLeadsNoMoreFiresNothing() {
        schedules.declare(Map.of("built-in", List.of(harvest)));
        LeaderLease.Held old = lead();
        lease.release(old);
        lease.acquire(UUID.randomUUID().toString(), Duration.ofMinutes(1));
        Ruling ruling = new Ruling(only(), List.of(new Decision(tick, "fired", "due", job("c"))), tick.plusSeconds(1));
        assertThatThrownBy(() -> schedules.decide(old, List.of(ruling), null))
                .isInstanceOf(LeadershipLostException.class);
        assertThatThrownBy(() -> schedules.fire(old, job("c"), null)).isInstanceOf(LeadershipLostException.class);
        assertThat(schedules.ticks("harvest", 10)).isEmpty();
        assertThat(database.sql().number("SELECT COUNT(*) FROM job")).isZero();
    }

    @Test
    void theUnfinishedJobsOfTheLastTwoTicksAreKnownUntilTheyAreFinishedOrRemoved() {
        schedules.declare(Map.of("built-in", List.of(harvest)));
        long first = decide(List.of(new Decision(tick, "fired", "due", job("a"))), tick.plusSeconds(1)).ids()
                .getFirst();
        assertThat(only().unfinishedJobs()).containsExactly(first);
        decide(List.of(new Decision(tick.plusSeconds(1), "skipped", "busy", null)), tick.plusSeconds(2));
        assertThat(only().unfinishedJobs()).containsExactly(first);
        long second = decide(List.of(new Decision(tick.plusSeconds(2), "fired", "due", job("b"))), tick.plusSeconds(3))
                .ids().getFirst();
        assertThat(only().unfinishedJobs()).containsExactly(second, first);
        for (String unfinished : List.of("requested", "running", "retrying")) {
            database.sql().update("UPDATE job SET state = ? WHERE id = ?", unfinished, second);
            assertThat(only().unfinishedJobs()).containsExactly(second, first);
        }
        for (String finished : List.of("succeeded", "failed", "dead", "cancelled", "expired")) {
            database.sql().update("UPDATE job SET state = ? WHERE id = ?", finished, second);
            assertThat(only().unfinishedJobs()).containsExactly(first);
        }
        database.sql().update("DELETE FROM job");
        assertThat(only().unfinishedJobs()).isEmpty();
    }

    @Test
    void whatIsCancelledForAJobThatFiresIsCalledOffWithIt() {
        schedules.declare(Map.of("built-in", List.of(harvest)));
        long first = decide(List.of(new Decision(tick, "fired", "due", job("a"))), tick.plusSeconds(1)).ids()
                .getFirst();
        Ruling ruling = new Ruling(only(), List.of(new Decision(tick.plusSeconds(1), "fired", "due", job("b"))),
                tick.plusSeconds(2), List.of(first));
        schedules.decide(lead(), List.of(ruling), null);

        assertThat(database.sql().query("SELECT job_id, requested_by FROM job_cancel",
                (row, i) -> row.getLong(1) + " " + row.getString(2))).containsExactly(first + " schedule:harvest");
    }

    @Test
    void aTickWhoseUniqueKeyIsTakenNamesTheJobThatHasIt() {
        schedules.declare(Map.of("built-in", List.of(harvest)));
        NewJob once = new NewJob(job("c").request().withUniqueKey("harvest", JobRequest.UniqueUntil.DONE),
                "schedule:x", null, "c");
        long id = decide(List.of(new Decision(tick, "fired", "due", once)), tick.plusSeconds(1)).ids().getFirst();
        assertThat(decide(List.of(new Decision(tick.plusSeconds(1), "fired", "due", once)), tick.plusSeconds(2))
                .toPush()).isEmpty();
        assertThat(schedules.ticks("harvest", 10)).extracting(Tick::jobId).containsExactly(id, id);
    }

    @Test
    void aJobWithALimitOrADelayIsLeftToTheDispatcher() {
        schedules.declare(Map.of("built-in", List.of(harvest)));
        List<NewJob> jobs = List.of(job("a"), with("b", JobOptions.NONE.atMost(1, "k")),
                with("c", JobOptions.NONE.atMost(1, Duration.ofMinutes(1), "k")),
                with("d", JobOptions.NONE.delayedBy(Duration.ofHours(1))));
        List<Decision> decisions = new ArrayList<>();
        for (NewJob job : jobs) {
            decisions.add(new Decision(tick.plusSeconds(decisions.size()), "fired", "due", job));
        }
        Fired fired = decide(decisions, tick.plusSeconds(900));

        assertThat(fired.ids()).hasSize(4).doesNotHaveDuplicates();
        assertThat(fired.toPush()).singleElement().satisfies(row -> assertThat(row.id()).isEqualTo(
                fired.ids().getFirst()));
        assertThat(database.sql().number("SELECT COUNT(*) FROM job WHERE state = 'requested'")).isEqualTo(3);
    }

    @Test
    void allThatIsDueIsGoneThroughByName() {
        schedules.declare(Map.of("built-in", List.of(cron("a", "0 * * * * *"), cron("b", "0 * * * * *"),
                cron("c", "0 * * * * *"))));
        assertThat(schedules.due("", 2).rows()).extracting(row -> row.definition().name()).containsExactly("a", "b");
        assertThat(schedules.due("b", 2).rows()).extracting(row -> row.definition().name()).containsExactly("c");
        assertThat(schedules.due("c", 2).rows()).isEmpty();
        assertThat(schedules.due("", 2).goOnAfter()).isEqualTo("b");
        assertThat(schedules.due("b", 2).goOnAfter()).isNull();
    }

    @Test
    void oneThatNoOneCanReadHoldsBackNoOther() {
        schedules.declare(Map.of("built-in", List.of(cron("a", "0 * * * * *"), cron("b", "0 * * * * *"),
                cron("c", "0 * * * * *"))));
        database.sql().update("UPDATE schedule SET overlap = 'other' WHERE name = 'a'");
        database.sql().update("UPDATE schedule SET zone = 'Mars/Base' WHERE name = 'b'");
        assertThat(schedules.due("", 2).rows()).isEmpty();
        assertThat(schedules.due("", 2).goOnAfter()).isEqualTo("b");
        assertThat(schedules.due("", 9).rows()).extracting(row -> row.definition().name()).containsExactly("c");
        assertThat(schedules.all()).extracting(row -> row.definition().name()).containsExactly("c");
    }

    @Test
    void theNextTickOfAllIsKnownByTheDatabasesClock() {
        assertThat(schedules.untilNextTick()).isEmpty();
        schedules.declare(Map.of("built-in", List.of(harvest)));
        assertThat(schedules.untilNextTick()).hasValueSatisfying(until -> assertThat(until).isZero());
        decide(List.of(), schedules.now().plusSeconds(3600));
        assertThat(schedules.untilNextTick()).hasValueSatisfying(until -> assertThat(until).isBetween(
                Duration.ofMinutes(59), Duration.ofMinutes(60)));
        assertThat(schedules.due("", 10).rows()).isEmpty();
    }

    @Test
    void aNextTickIsCorrectedUnlessSomebodyHasDecidedItMeanwhile() {
        schedules.declare(Map.of("built-in", List.of(harvest)));
        decide(List.of(), tick);
        ScheduleRow seen = only();
        assertThat(schedules.correct(seen, tick.minusSeconds(60))).isTrue();
        assertThat(schedules.correct(seen, tick.minusSeconds(90))).isFalse();
        assertThat(only().nextTickAt()).isEqualTo(tick.minusSeconds(60));
    }

    @Test
    void oldTicksAreRemovedAndNothingIsDecidedTwiceForIt() {
        schedules.declare(Map.of("built-in", List.of(harvest)));
        decide(List.of(new Decision(tick, "fired", "due", job("a"))), tick.plusSeconds(1));
        decide(List.of(new Decision(tick.plusSeconds(1), "fired", "due", job("b"))), tick.plusSeconds(2));
        database.sql().update("UPDATE schedule_tick SET decided_at = '2020-01-01' WHERE tick_at = ?", tick);
        assertThat(schedules.removeTicksBefore(Duration.ofDays(30))).isEqualTo(1);
        assertThat(schedules.removeTicksBefore(Duration.ofDays(30))).isZero();
        assertThat(schedules.ticks("harvest", 10)).extracting(Tick::tickAt).containsExactly(tick.plusSeconds(1));
        assertThat(only().lastTickAt()).isEqualTo(tick.plusSeconds(1));
    }

    @Test
    void theClockIsTheDatabases() {
        assertThat(schedules.now()).isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(30));
    }

    private Fired decide(List<Decision> decisions, Instant next) {
        return schedules.decide(lead(), List.of(new Ruling(only(), decisions, next)), null);
    }

    private static ScheduleOptions ends(String local) {
        return ScheduleOptions.NONE.between(null, LocalDateTime.parse(local));
    }

    private static NewJob with(String correlation, JobOptions options) {
        return new NewJob(JobRequest.of("harvest.all", Priority.P2, Map.of()).with(options), "schedule:harvest", null,
                correlation);
    }

    private ScheduleRow only() {
        return schedules.all().getFirst();
    }

    private LeaderLease.Held lead() {
        return lease.acquire("s", Duration.ofMinutes(5)).orElseThrow();
    }

    private static NewJob job(String correlation) {
        return with(correlation, JobOptions.NONE);
    }

    private static ScheduleDefinition cron(String name, String cron) {
        return new ScheduleDefinition(name, "harvest.all", Priority.P2, cron, null, ZoneId.of("UTC"), Duration.ZERO,
                Map.of(), ScheduleDefinition.CatchUp.SKIP, ScheduleDefinition.Overlap.ALLOW);
    }
}
