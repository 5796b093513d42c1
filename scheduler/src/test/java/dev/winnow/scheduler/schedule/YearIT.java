package dev.winnow.scheduler.schedule;

import dev.winnow.db.schedule.Tick;
import dev.winnow.embedded.testing.TestDatabase;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A year of 500 schedules on the real ledger, on the database's clock, with changes of leaders in the middle of ticks,
 * outages and pauses: every expected tick is in the ledger once, with the outcome that the policies ask for.
 */
@Execution(ExecutionMode.CONCURRENT)
class YearIT {
    private static final long SEED = 20_261_122;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LENGTH = Duration.ofDays(Integer.getInteger("winnow.simulated.days", 365));
    private static final int SCHEDULES = 500;

    private final Random random = new Random(SEED);
    private final YearOfSchedules year = new YearOfSchedules(SEED, SCHEDULES, BEGIN, BEGIN.plus(LENGTH));
    private final SimulatedJobs jobs = new SimulatedJobs(new Random(SEED));
    /** When a leader looked, and which schedules were paused then. */
    private final List<YearOracle.Look> looks = new ArrayList<>();
    private final Set<String> paused = new HashSet<>();
    private int changes;
    private int outages;

    @Test
    void everyExpectedTickIsInTheLedgerOnceWithItsOutcome() {
        TestDatabase database = TestServers.shared().freshDatabase();
        SimulatedLeader.migrate(database);
        try (SimulatedLeader one = new SimulatedLeader(database, "one", SEED);
                SimulatedLeader two = new SimulatedLeader(database, "two", SEED + 1)) {
            one.setClock(BEGIN);
            one.takeOver();
            one.store.declare(Map.of("file:year.yaml", year.definitions()));
            live(one, two);

            judge(one);
        }
    }

    private void live(SimulatedLeader one, SimulatedLeader two) {
        SimulatedLeader leader = one;
        Instant now = BEGIN;
        while (now.isBefore(BEGIN.plus(LENGTH))) {
            leader.setClock(now);
            jobs.finish(leader.database, now);
            pauseOrResume(leader);
            looks.add(new YearOracle.Look(now, Set.copyOf(paused)));
            SimulatedLeader other = leader == one ? two : one;
            int chance = random.nextInt(200);
            if (chance < 2) {
                other.setClock(now);
            }
            if (chance == 0) {
                // Stopped between plan and transaction: the other decides the same ticks.
                leader.beforeDeciding(() -> {
                    other.takeOver();
                    assertThat(other.tick()).isTrue();
                });
            } else if (chance == 1) {
                // Stopped before it looked.
                other.takeOver();
                leader = other;
                changes++;
            }
            if (!leader.tick()) {
                leader = other;
                changes++;
            }
            jobs.fired(leader.database, now, year);
            now = now.plus(leader.store.untilNextTick().orElseThrow());
            if (random.nextInt(250) == 0) {
                now = now.plus(outage());
                outages++;
            }
        }
    }

    /** Of a minute's or of days' length, most of them short. */
    private Duration outage() {
        return random.nextInt(4) == 0
                ? Duration.ofMinutes(random.nextInt(5 * 24 * 60))
                : Duration.ofSeconds(random.nextInt(4 * 3600));
    }

    private void pauseOrResume(SimulatedLeader leader) {
        if (random.nextInt(40) == 0) {
            String name = year.definitions().get(random.nextInt(SCHEDULES)).name();
            boolean pause = !paused.contains(name);
            leader.store.pause(name, pause);
            boolean changed = pause ? paused.add(name) : paused.remove(name);
            assertThat(changed).isTrue();
        }
    }

    private void judge(SimulatedLeader leader) {
        YearOracle oracle = new YearOracle(looks, jobs);
        long expected = 0;
        Map<String, Integer> outcomes = new HashMap<>();
        for (ScheduleDefinition schedule : year.definitions()) {
            List<Instant> ticks = year.ticks(schedule.name());
            List<Tick> ledger = leader.store.ticks(schedule.name(), Integer.MAX_VALUE).reversed();
            ledger.forEach(tick -> outcomes.merge(tick.outcome(), (int) tick.count(), Integer::sum));
            expected += oracle.judge(schedule, ticks, ledger);
        }
        System.out.printf("%d ticks in %d looks, %d changes of leaders, %d outages: %s%n", expected, looks.size(),
                changes, outages, outcomes);
        assertThat(outcomes.keySet()).containsExactlyInAnyOrder("fired", "coalesced", "caught-up", "skipped");
        assertThat(outcomes.values().stream().mapToLong(Integer::longValue).sum()).isEqualTo(expected);
        assertThat(changes).as("changes of leaders").isPositive();
        assertThat(outages).as("outages").isPositive();
        assertThat(jobs.calledOff(leader.database)).containsExactlyInAnyOrderElementsOf(oracle.calledOff());
    }

}
