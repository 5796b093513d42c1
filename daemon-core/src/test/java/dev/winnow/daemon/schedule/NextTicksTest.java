package dev.winnow.daemon.schedule;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition.CatchUp;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import dev.winnow.plugin.spi.ScheduleOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NextTicksTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aScheduleOnRecordGoesOnFromItsNextTick() {
        ScheduleRow row = row(schedule(null, Duration.ofMinutes(15), ScheduleOptions.NONE), NOON.plusSeconds(60));

        assertThat(NextTicks.of(row, NOON, 3)).containsExactly(NOON.plusSeconds(60), NOON.plusSeconds(960),
                NOON.plusSeconds(1860));
    }

    @Test
    void whatIsOverdueIsNoTickToCome() {
        ScheduleRow row = row(schedule(null, Duration.ofSeconds(1), ScheduleOptions.NONE),
                NOON.minus(Duration.ofDays(300)));

        assertThat(NextTicks.of(row, NOON, 2)).containsExactly(NOON.plusSeconds(1), NOON.plusSeconds(2));
    }

    @Test
    void aNewCronScheduleBeginsWithTheFirstTimeItNames() {
        assertThat(NextTicks.of(schedule("0 30 6 * * MON-FRI", null, ScheduleOptions.NONE), NOON, 2))
                .containsExactly(Instant.parse("2026-11-23T05:30:00Z"), Instant.parse("2026-11-24T05:30:00Z"));
    }

    @Test
    void anIntervalIsCountedFromWhereItStarts() {
        ScheduleOptions at7 = ScheduleOptions.NONE.between(LocalDateTime.parse("2026-11-20T07:00"), null);

        assertThat(NextTicks.of(schedule(null, Duration.ofHours(6), at7), NOON, 2)).containsExactly(
                Instant.parse("2026-11-22T12:00:00Z"), Instant.parse("2026-11-22T18:00:00Z"));
        assertThat(NextTicks.of(schedule(null, Duration.ofHours(6), at7), NOON.plusSeconds(1), 1)).containsExactly(
                Instant.parse("2026-11-22T18:00:00Z"));
    }

    @Test
    void noTickIsExpectedBeforeTheStartOrFromTheEndOn() {
        ScheduleOptions days = ScheduleOptions.NONE.between(LocalDateTime.parse("2026-12-01T00:00"),
                LocalDateTime.parse("2026-12-03T06:30"));

        assertThat(NextTicks.of(schedule("0 30 6 * * *", null, days), NOON, 10)).containsExactly(
                Instant.parse("2026-12-01T05:30:00Z"), Instant.parse("2026-12-02T05:30:00Z"));
        ScheduleRow ended = row(schedule("0 30 6 * * *", null, days), Instant.parse("2026-12-02T05:30:00Z"));
        assertThat(NextTicks.of(ended, Instant.parse("2027-12-02T05:30:00Z"), 10)).isEmpty();
    }

    @Test
    void oneThatWasChangedBeginsAfterTheTickThatWasDecidedLast() {
        ScheduleRow changed = new ScheduleRow(schedule("0 0 * * * *", null, ScheduleOptions.NONE), "built-in", false,
                null, NOON, NOON, NOON.plus(Duration.ofHours(2)), List.of());

        assertThat(NextTicks.of(changed, NOON, 1)).containsExactly(NOON.plus(Duration.ofHours(3)));
    }

    @Test
    void wrongTimesAreRefusedWithASentence() {
        assertThatThrownBy(() -> NextTicks.of(schedule(null, null, ScheduleOptions.NONE), NOON, 1))
                .hasMessage("Give either a cron expression or an interval.");
        assertThatThrownBy(() -> NextTicks.of(schedule(null, Duration.ofMillis(1), ScheduleOptions.NONE), NOON, 1))
                .hasMessageContaining("one second at least");
        assertThatThrownBy(() -> NextTicks.of(schedule(null, Duration.ofDays(99_999), ScheduleOptions.NONE), NOON, 1))
                .hasMessageContaining("ten years at most");
        ScheduleOptions backwards = ScheduleOptions.NONE.between(LocalDateTime.parse("2026-12-01T00:00"),
                LocalDateTime.parse("2026-12-01T00:00"));
        assertThatThrownBy(() -> NextTicks.of(schedule("@daily", null, backwards), NOON, 1))
                .hasMessage("It ends before it starts.");
    }

    private static ScheduleRow row(ScheduleDefinition definition, Instant next) {
        return new ScheduleRow(definition, "built-in", false, next, NOON.minus(Duration.ofDays(400)));
    }

    private static ScheduleDefinition schedule(@Nullable String cron, @Nullable Duration interval,
            ScheduleOptions options) {
        return new ScheduleDefinition("sweep", "harvest.all", Priority.P2, cron, interval, ZoneId.of("Europe/Berlin"),
                Duration.ZERO, Map.of(), CatchUp.SKIP, Overlap.SKIP, options);
    }
}
