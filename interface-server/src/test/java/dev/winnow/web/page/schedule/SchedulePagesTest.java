package dev.winnow.web.page.schedule;

import dev.winnow.daemon.schedule.NextTicks;
import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.db.schedule.Tick;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleOptions;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Filters;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Rendering;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
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
        String html = Rendering.page("schedules", "schedule/list", list(
                List.of(ScheduleView.of(HARVEST, last, TIMES), ScheduleView.of(NIGHTLY, null, TIMES)), true));
        assertThat(html).contains("every 15m", "in 5 min", "Fired", "0 0 2 * * *", "Europe/Berlin", "never fired",
                ">Resume<", ">Pause<", ">Run now<", "cursor=harvest%20b", "Name or job: har",
                "<option value=\"plugin:reports\">plugin:reports</option>");
    }

    @Test
    void anEmptyListSaysWhatWouldFillIt() {
        assertThat(Rendering.page("schedules-empty", "schedule/list", list(List.of(), false)))
                .contains("WINNOW_PROCESS_FILES");
        assertThat(Rendering.page("schedules-none-fits", "schedule/list", list(List.of(), true)))
                .contains("No schedule fits these filters").doesNotContain("WINNOW_PROCESS_FILES");
    }

    @Test
    void aScheduleShowsItsTicksWithReasons() {
        String html = Rendering.page("schedule", "schedule/detail", detail(NIGHTLY, List.of(
                new Tick("nightly", ago(3), "skipped", "its last job is unfinished", null, ago(2)),
                new Tick("nightly", ago(9000), ago(4000), 17, "skipped", "no scheduler led", null, ago(20)),
                new Tick("nightly", ago(18), "fired", "due", 12L, ago(18)))));
        assertThat(html).contains("by chance, up to 1h 30m later", "its last job is unfinished", "Skipped",
                "/console/jobs/12", "and 16 after it");
    }

    @Test
    void itsNextTicksAndItsPoliciesAreInWords() {
        ScheduleOptions options = ScheduleOptions.NONE.spreadOver(Duration.ofHours(1))
                .catchingUpWithin(Duration.ofHours(30)).withDeadline(Duration.ofMinutes(5)).atMost(2, "reports");
        ScheduleRow row = new ScheduleRow(new ScheduleDefinition("spread", "report.make", Priority.P2, null,
                Duration.ofDays(2), ZoneOffset.UTC, Duration.ZERO, Map.of(), ScheduleDefinition.CatchUp.FIRE_ALL,
                ScheduleDefinition.Overlap.CANCEL, options), "built-in", false, NOW.plusSeconds(60), ago(5));

        String html = Rendering.page("schedule-policies", "schedule/detail", detail(row, List.of()));

        assertThat(html).contains("2026-11-22 03:01:00 UTC", "2026-11-24 03:01:00 UTC", "2026-11-30 03:01:00 UTC",
                "every 2d", "over 1h: always the same part of it, by its name",
                "each of them fires; those older than 1d 6h are skipped", "cancels the last job",
                "an attempt is cancelled after 5m", "2 jobs with the key reports at most", "Next ticks")
                .doesNotContain("2026-12-02 03:01");
    }

    @Test
    void ticksToComeThatCannotBeReckonedLeaveThePageWhole() {
        Map<String, Object> model = detail(NIGHTLY, List.of());
        model.put("nextTicks", new Part<>(null, "The ticks to come could not be read: no such cron"));
        assertThat(Rendering.page("schedule-broken", "schedule/detail", model)).contains("no such cron", "Facts");
    }

    private static Map<String, Object> list(List<ScheduleView> schedules, boolean filtered) {
        Filters filters = new Filters("/schedules").add("q", "Name or job", filtered ? "har" : "");
        Map<String, Object> model = new HashMap<>();
        model.put("schedules", Part.good(schedules));
        model.put("chips", filters.chips());
        model.put("pager", filters.pager(null, "harvest b"));
        model.put("filter", Map.of("q", "", "state", "", "origin", ""));
        model.put("origins", List.of("built-in", "plugin:reports"));
        return model;
    }

    private static Map<String, Object> detail(ScheduleRow row, List<Tick> ticks) {
        Map<String, Object> model = new HashMap<>();
        model.put("schedule", ScheduleView.of(row, null, TIMES));
        model.put("crumbs", List.of(new Crumb("Schedules", "/schedules")));
        model.put("nextTicks", Part.good(NextTicks.of(row, NOW, 5).stream().map(TIMES::when).toList()));
        model.put("ticks", Part.good(ticks.stream().map(tick -> TickView.of(tick, TIMES)).toList()));
        return model;
    }
}
