package dev.winnow.scheduler.schedule;

import dev.winnow.daemon.schedule.ScheduleTimes;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition.CatchUp;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every change of every zone's clock in some decades, its rules' own changes among them, against a wall clock. */
class WallClockTest {
    private static final Instant FROM = Instant.parse("2008-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2029-01-01T00:00:00Z");
    private static final List<ExpectedTicks.Cron> CRONS = List.of(
            new ExpectedTicks.Cron(Set.of(0, 15, 30, 45), Set.of(0, 1, 2, 3, 23), Set.of(), Set.of()),
            new ExpectedTicks.Cron(Set.of(30), Set.of(2), Set.of(), Set.of()),
            new ExpectedTicks.Cron(Set.of(0, 20, 45), Set.of(), Set.of(), Set.of()),
            new ExpectedTicks.Cron(Set.of(10), Set.of(), Set.of(), Set.of(6, 7)));

    @Test
    void cronSchedulesTickAsAWallClockInTheirZoneShows() {
        Set<ZoneRules> seen = new HashSet<>();
        int changes = 0;
        for (String zone : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            ZoneRules rules = ZoneId.of(zone).getRules();
            if (!seen.add(rules)) {
                continue;
            }
            ZoneOffsetTransition change = rules.nextTransition(FROM);
            while (change != null && change.getInstant().isBefore(UNTIL)) {
                compareAround(zone, change.getInstant());
                changes++;
                change = rules.nextTransition(change.getInstant());
            }
        }
        assertThat(changes).isGreaterThan(1000);
    }

    private static void compareAround(String zone, Instant change) {
        Instant from = change.minus(Duration.ofHours(26));
        Instant until = change.plus(Duration.ofHours(26));
        ExpectedTicks wall = new ExpectedTicks(from, until);
        for (ExpectedTicks.Cron cron : CRONS) {
            ScheduleTimes times = ScheduleTimes.of(new ScheduleDefinition("s", "j", Priority.P2, cron.text(), null,
                    ZoneId.of(zone), Duration.ZERO, Map.of(), CatchUp.SKIP, Overlap.SKIP));
            List<Instant> ticks = new ArrayList<>();
            for (Instant tick = times.first(from, null); tick.isBefore(until); tick = times.after(tick)) {
                ticks.add(tick);
                assertThat(times.isTick(tick)).isTrue();
            }
            assertThat(ticks).as("'%s' in %s around %s", cron.text(), zone, change).isEqualTo(wall.of(cron, zone));
        }
    }
}
