package dev.winnow.scheduler.schedule;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.Tick;
import dev.winnow.embedded.Account;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition.CatchUp;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Firing on the real ledger; the database's clock is five years ahead of the host's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TickerIT {
    private static final Instant NOON = Instant.parse("2031-11-22T12:00:00Z");
    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(20);
    private static final int MANY = 10_000;

    private final TestDatabase database = TestServers.shared().freshDatabase();
    private final SimulatedLeader one;
    private final SimulatedLeader two;

    TickerIT() {
        SimulatedLeader.migrate(database);
        one = new SimulatedLeader(database, "one", 1);
        two = new SimulatedLeader(database, "two", 2);
    }

    @BeforeEach
    void empty() throws SQLException {
        for (String table : List.of("schedule", "schedule_tick", "job", "job_detail", "job_limit", "job_cancel")) {
            sql("DELETE FROM " + table);
        }
        at(NOON.minusSeconds(60));
        one.takeOver();
    }

    @AfterAll
    void close() {
        one.close();
        two.close();
    }

    @Test
    void ticksFollowTheDatabasesClockWhateverTheHostsSays() {
        declare(hourly("steady"));
        one.tick();
        at(NOON.plusMillis(250));
        one.tick();

        assertThat(one.store.ticks("steady", 10)).extracting(Tick::tickAt, Tick::decidedAt, Tick::outcome)
                .containsExactly(tuple(NOON, NOON.plusMillis(250), "fired"));
        assertThat(one.database.number("SELECT COUNT(*) FROM job WHERE created_at = '2031-11-22 12:00:00.250'"))
                .isEqualTo(1);
        assertThat(one.store.untilNextTick()).contains(Duration.ofHours(1).minusMillis(250));
    }

    @Test
    void tenThousandThatAreDueAtOnceAreDecidedWithinSeconds() {
        List<ScheduleDefinition> many = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            many.add(hourly("many.s%05d".formatted(i)));
        }
        declare(many.toArray(ScheduleDefinition[]::new));
        one.tick();
        assertThat(one.database.number("SELECT COUNT(*) FROM schedule_tick")).isZero();
        at(NOON);
        long began = System.nanoTime();
        one.tick();
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        System.out.printf("%d schedules that were due at once were decided in %d ms%n", MANY, took.toMillis());
        assertThat(took).isLessThan(A_FEW_SECONDS);
        assertThat(one.database.number("SELECT COUNT(*) FROM schedule_tick WHERE tick_at = ? AND outcome = 'fired'",
                NOON)).isEqualTo(MANY);
        assertThat(one.database.number("SELECT COUNT(*) FROM job WHERE state = 'queued'")).isEqualTo(MANY);
        one.tick();
        assertThat(one.database.number("SELECT COUNT(*) FROM job")).isEqualTo(MANY);
    }

    @Test
    void aChangeOfLeadersInTheMiddleOfATickNeitherDropsNorDoublesIt() {
        declare(hourly("a"), hourly("b"));
        one.tick();
        at(NOON);
        one.beforeDeciding(() -> {
            two.takeOver();
            two.tick();
        });
        assertThat(one.tick()).as("the former leader finds that it leads no more").isFalse();
        two.tick();

        for (String name : List.of("a", "b")) {
            assertThat(one.store.ticks(name, 10)).extracting(Tick::tickAt).containsExactly(NOON);
        }
        assertThat(one.database.number("SELECT COUNT(*) FROM job")).isEqualTo(2);
    }

    @Test
    void aLeaderThatIsReplacedBeforeItWritesLeavesTheTickToTheNext() {
        declare(hourly("a"));
        one.tick();
        at(NOON);
        one.beforeDeciding(two::takeOver);
        assertThat(one.tick()).isFalse();
        assertThat(one.store.ticks("a", 10)).isEmpty();
        assertThat(one.database.number("SELECT COUNT(*) FROM job")).isZero();
        two.tick();
        assertThat(one.store.ticks("a", 10)).hasSize(1);
    }

    @Test
    void oneThatCannotBeDecidedHoldsBackNoOtherAndFiresWhenItIsMended() throws SQLException {
        declare(hourly("bad.cron"), hourly("bad.job"), hourly("bad.row"), hourly("good"));
        one.tick();
        sql("UPDATE schedule SET cron = 'every tuesday' WHERE name = 'bad.cron'");
        sql("UPDATE schedule SET job_type = '' WHERE name = 'bad.job'");
        sql("UPDATE schedule SET catch_up = 'never' WHERE name = 'bad.row'");
        at(NOON);
        one.tick();

        assertThat(one.database.query("SELECT schedule FROM schedule_tick", (row, i) -> row.getString(1)))
                .containsExactly("good");
        declare(hourly("bad.job"), hourly("good"));
        sql("UPDATE schedule SET job_type = 'diagnostic.noop', cron = '0 0 * * * *'");
        at(NOON.plusSeconds(1));
        one.tick();
        assertThat(one.store.ticks("bad.job", 10)).extracting(Tick::tickAt, Tick::outcome).containsExactly(
                tuple(NOON, "fired"));
        assertThat(one.store.ticks("good", 10)).hasSize(1);
    }

    @Test
    void anOutageOfDaysOfAScheduleOfSecondsIsInTheLedgerTickByTick() {
        ScheduleDefinition everySecond = new ScheduleDefinition("second", "diagnostic.noop", Priority.P2, "* * * * * *",
                null, ZoneId.of("UTC"), Duration.ZERO, Map.of(), CatchUp.FIRE_ONCE, Overlap.ALLOW);
        declare(everySecond);
        one.tick();
        Duration outage = Duration.ofDays(3);
        at(NOON.plus(outage));
        one.tick();

        List<Tick> ticks = one.store.ticks("second", 1000).reversed();
        assertThat(ticks.stream().mapToLong(Tick::count).sum()).isEqualTo(outage.toSeconds() + 60 + 1);
        assertThat(ticks).hasSizeLessThan(50).last().satisfies(last -> {
            assertThat(last.tickAt()).isEqualTo(NOON.plus(outage));
            assertThat(last.outcome()).isEqualTo("caught-up");
        });
        for (int i = 1; i < ticks.size(); i++) {
            assertThat(ticks.get(i).tickAt()).isEqualTo(ticks.get(i - 1).until().plusSeconds(1));
        }
    }

    @Test
    void aNextTickThatAZonesNewRulesDoNotKnowIsComputedAnew() throws SQLException {
        declare(hourly("a"), hourly("b"));
        one.tick();
        at(NOON);
        one.tick();
        // As if the zone had been thought to be half an hour off.
        sql("UPDATE schedule SET next_tick_at = '2031-11-22 13:30:00' WHERE name = 'a'");
        one.correctForZoneChanges();

        assertThat(one.store.all()).extracting(ScheduleRow::nextTickAt).containsOnly(NOON.plusSeconds(3600));
    }

    private void declare(ScheduleDefinition... schedules) {
        one.store.declare(Map.of("file:test.yaml", List.of(schedules)));
    }

    private void at(Instant now) {
        one.setClock(now);
        two.setClock(now);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.connect(Account.MIGRATE);
                Statement execution = connection
                        .createStatement()) {
            execution.execute(statement);
        }
    }

    private static ScheduleDefinition hourly(String name) {
        return new ScheduleDefinition(name, "diagnostic.noop", Priority.P2, "0 0 * * * *", null, ZoneId.of("UTC"),
                Duration.ZERO, Map.of(), CatchUp.FIRE_ONCE, Overlap.SKIP);
    }
}
