package dev.winnow.web.page.schedule;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.Tick;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Rendering;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static dev.winnow.web.page.view.Rendering.NOW;
import static dev.winnow.web.page.view.Rendering.TIMES;
import static dev.winnow.web.page.view.Samples.ago;
import static org.assertj.core.api.Assertions.assertThat;

class SchedulePagesTest {
    private static final ScheduleRow HARVEST = new ScheduleRow(new ScheduleDefinition("harvest", "harvest.all",
            Priority.P2, null, Duration.ofMinutes(15), ZoneOffset.UTC, Duration.ZERO, Map.of(),
            ScheduleDefinition.CatchUp.FIRE_ONCE, ScheduleDefinition.Overlap.SKIP), "built-in", false,
            NOW.plusSeconds(300), ago(1000));
    private static final ScheduleRow NIGHTLY = new ScheduleRow(new ScheduleDefinition("nightly", "report.make",
            Priority.P1, "0 0 2 * * *", null, ZoneId.of("Europe/Berlin"), Duration.ofMinutes(90),
            Map.of("kind", "full"),
            ScheduleDefinition.CatchUp.SKIP, ScheduleDefinition.Overlap.ALLOW), "plugin:reports", true, null, ago(9));

    @Test
    void theListShowsRhythmNextTickAndLastOutcome() {
        Tick last = new Tick("harvest", ago(10), "fired", "due", 12L, ago(10));
        String html = Rendering.page("schedules", "schedule/list", Map.of("schedules",
                Part.good(List.of(ScheduleView.of(HARVEST, last, TIMES), ScheduleView.of(NIGHTLY, null, TIMES)))));
        assertThat(html).contains("every 15m", "in 5 min", "Fired", "0 0 2 * * *", "Europe/Berlin", "never fired",
                ">Resume<", ">Pause<", ">Run now<");
    }

    @Test
    void anEmptyListSaysWhatWouldFillIt() {
        assertThat(Rendering.page("schedules-empty", "schedule/list", Map.of("schedules", Part.good(List.of()))))
                .contains("WINNOW_PROCESS_FILES");
    }

    @Test
    void aScheduleShowsItsTicksWithReasons() {
        String html = Rendering.page("schedule", "schedule/detail", Map.of("schedule",
                ScheduleView.of(NIGHTLY, null, TIMES), "crumbs", List.of(new Crumb("Schedules", "/schedules")), "ticks",
                Part.good(List.of(
                        TickView.of(new Tick("nightly", ago(3), "skipped", "its last job is unfinished", null, ago(2)),
                                TIMES),
                        TickView.of(new Tick("nightly", ago(18), "fired", "due", 12L, ago(18)), TIMES)))));
        assertThat(html).contains("up to 1h 30m", "its last job is unfinished", "Skipped", "/console/jobs/12");
    }
}
