package dev.winnow.daemon.schedule;

import java.time.Duration;
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
    void oneThatNamesAllHoursInsteadOfAStarTicksOnceThroughARepeatedHour() {
        assertThat(after("0 30 0-23 * * *", BERLIN, "2026-10-25T00:00:00Z", 2)).containsExactly(
                "2026-10-25T00:30:00Z", "2026-10-25T02:30:00Z");
    }

    @Test
    void everySecondHourByAStarTicksWhenTheClockShowsOne() {
        assertThat(after("0 0 */2 * * *", BERLIN, "2026-03-28T22:59:00Z", 3)).containsExactly(
                "2026-03-28T23:00:00Z", "2026-03-29T02:00:00Z", "2026-03-29T04:00:00Z");
        assertThat(after("0 0 */2 * * *", BERLIN, "2026-10-24T22:30:00Z", 3)).containsExactly(
                "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T03:00:00Z");
    }

    @Test
    void dailyIsMidnightAndWhereTheClockSkipsItTheMomentOfTheChange() {
        // Beirut goes from 00:00 to 01:00, which is 22:00 UTC.
        assertThat(after("@daily", ZoneId.of("Asia/Beirut"), "2026-03-28T12:00:00Z", 2)).containsExactly(
                "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z");
        // Havana goes from 01:00 back to 00:00: the first midnight counts.
        assertThat(after("@midnight", ZoneId.of("America/Havana"), "2026-10-31T12:00:00Z", 2)).containsExactly(
                "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z");
    }

    @Test
    void hourlyFollowsRealTimeAndTheOtherMacrosNameTheirHour() {
        assertThat(after("@hourly", BERLIN, "2026-10-25T00:30:00Z", 3)).containsExactly("2026-10-25T01:00:00Z",
                "2026-10-25T02:00:00Z", "2026-10-25T03:00:00Z");
        assertThat(after("@weekly", BERLIN, "2026-10-24T00:00:00Z", 2)).containsExactly("2026-10-24T22:00:00Z",
                "2026-10-31T23:00:00Z");
        assertThat(after("@monthly", UTC, "2026-10-24T00:00:00Z", 1)).containsExactly("2026-11-01T00:00:00Z");
        assertThat(after("@yearly", UTC, "2026-10-24T00:00:00Z", 1)).containsExactly("2027-01-01T00:00:00Z");
    }

    @Test
    void aChangeOfHalfAnHourSkipsAndRepeatsOnlyThat() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        // 2026-10-04 02:00 becomes 02:30, which is 15:30 UTC; 2026-04-05 02:00 becomes 01:30, which is 15:00 UTC.
        assertThat(after("0 15 2 * * *", lordHowe, "2026-10-03T12:00:00Z", 2)).containsExactly(
                "2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z");
        assertThat(after("0 45 1 * * *", lordHowe, "2026-04-04T12:00:00Z", 2)).containsExactly(
                "2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z");
        assertThat(after("0 45 * * * *", lordHowe, "2026-04-04T14:00:00Z", 3)).containsExactly(
                "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z", "2026-04-04T16:15:00Z");
        assertThat(after("0 15 * * * *", lordHowe, "2026-10-03T14:00:00Z", 3)).containsExactly(
                "2026-10-03T14:45:00Z", "2026-10-03T16:15:00Z", "2026-10-03T17:15:00Z");
    }

    @Test
    void aDayThatACountrySkippedCountsOnceAtTheMomentOfTheChange() {
        // Samoa had no 30 December 2011.
        assertThat(after("0 0 10 * * *", ZoneId.of("Pacific/Apia"), "2011-12-29T12:00:00Z", 3)).containsExactly(
                "2011-12-29T20:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T20:00:00Z");
    }

    @Test
    void aChangeOfAZonesRulesIsFollowed() {
        // Volgograd went back an hour for good on 27 December 2020 at 02:00, which is 22:00 UTC.
        assertThat(after("0 30 1 * * *", ZoneId.of("Europe/Volgograd"), "2020-12-25T22:00:00Z", 3)).containsExactly(
                "2020-12-26T21:30:00Z", "2020-12-27T22:30:00Z", "2020-12-28T22:30:00Z").hasSize(3);
    }

    @Test
    void anIntervalDoesNotCareForClocks() {
        IntervalTimes daily = IntervalTimes.of(Duration.ofDays(1), null);
        Instant evening = Instant.parse("2026-03-28T20:00:00Z");
        assertThat(daily.after(evening).atZone(BERLIN).getHour()).isEqualTo(22);
        assertThat(evening.atZone(BERLIN).getHour()).isEqualTo(21);
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
