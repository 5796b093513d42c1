package dev.winnow.daemon.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CronTimesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void aDailyTimeThatTheClockSkipsTicksOnceWhenTheClockIsSetForward() {
        // 2026-03-29 02:00 CET becomes 03:00 CEST, which is 01:00 UTC.
        assertThat(after("0 30 2 * * *", BERLIN, "2026-03-28T00:00:00Z", 3)).containsExactly(
                "2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void aDailyTimeThatTheClockRepeatsTicksOnce() {
        // 2026-10-25 03:00 CEST becomes 02:00 CET, which is 01:00 UTC.
        assertThat(after("0 30 2 * * *", BERLIN, "2026-10-24T12:00:00Z", 2)).containsExactly(
                "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void twoNamedTimesInASkippedHourAndItsEndTickOnce() {
        assertThat(after("0 0,30 2,3 * * *", BERLIN, "2026-03-28T12:00:00Z", 3)).containsExactly(
                "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:00:00Z");
    }

    @Test
    void aQuarterHourlyOneFollowsRealTimeThroughBothChanges() {
        assertThat(after("0 */30 * * * *", BERLIN, "2026-03-29T00:15:00Z", 3)).containsExactly(
                "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z");
        assertThat(after("0 */30 * * * *", BERLIN, "2026-10-25T00:15:00Z", 4)).containsExactly(
                "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z");
    }

    @Test
    void aWrongExpressionIsRefusedWithASentence() {
        assertThatThrownBy(() -> CronTimes.of("*/5 * * * *", UTC)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'*/5 * * * *' is wrong").hasMessageContaining("Six fields are expected");
        assertThatThrownBy(() -> CronTimes.of("0 0 0 30 2 *", UTC)).hasMessageContaining("names no day");
    }

    private static List<String> after(String cron, ZoneId zone, String from, int count) {
        TickTimes times = CronTimes.of(cron, zone);
        List<String> ticks = new ArrayList<>();
        Instant tick = Instant.parse(from);
        for (int i = 0; i < count; i++) {
            tick = times.after(tick);
            ticks.add(tick.toString());
        }
        return ticks;
    }
}
