package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.InsightDefinition;
import dev.winnow.plugin.spi.JobOptions.Concurrency;
import dev.winnow.plugin.spi.JobOptions.Rate;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleOptions;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.Severity;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DefinitionsTest extends PythonTest {
    @Test
    void aScheduleIsDefined() throws IOException {
        RecordingContext context = load(plugin("scheduled").module("plugin.py", """
            from winnow import schedules
            schedules.define("nightly", job="sweep", cron="0 0 3 * * *", zone="Europe/Berlin", jitter="90s",
                             arguments={"deep": True}, catch_up="fire-once", overlap="allow", priority="p1")
            """));
        assertThat(context.only(ScheduleDefinition.class)).isEqualTo(new ScheduleDefinition("nightly", "sweep",
                Priority.P1, "0 0 3 * * *", null, ZoneId.of("Europe/Berlin"), Duration.ofSeconds(90),
                Map.of("deep", true), ScheduleDefinition.CatchUp.FIRE_ONCE, ScheduleDefinition.Overlap.ALLOW));
    }

    @Test
    void aScheduleMaySayAllThatAProcessFileMay() throws IOException {
        RecordingContext context = load(plugin("scheduled").module("plugin.py", """
            from winnow import schedules
            schedules.define("all", job="sweep", interval="6h", overlap="skip", window="50m", catch_up_within="1d",
                             paused=True, starts="2026-12-01", ends="2027-01-31T06:30", deadline="20m",
                             expires_after="3h", concurrency={"key": "aws", "most": 4},
                             rate={"key": "aws-calls", "most": 10, "per": "1m"})
            """));
        assertThat(context.only(ScheduleDefinition.class).options()).isEqualTo(new ScheduleOptions(
                Duration.ofMinutes(50), Duration.ofDays(1), true, LocalDateTime.parse("2026-12-01T00:00"),
                LocalDateTime.parse("2027-01-31T06:30"), Duration.ofMinutes(20), Duration.ofHours(3),
                new Concurrency("aws", 4), new Rate("aws-calls", 10, Duration.ofMinutes(1))));
    }

    @Test
    void anInsightIsDefined() throws IOException {
        RecordingContext context = load(plugin("scored").module("plugin.py", """
            from winnow import insights
            insights.define("old", title="Old ones", resource_type="instance", severity="critical",
                            filters=[("by_type", {"types": ["t1.*"]}), "running"])
            """));
        assertThat(context.only(InsightDefinition.class)).isEqualTo(new InsightDefinition("old", "Old ones", "",
                Severity.CRITICAL, "instance",
                List.of(new InsightDefinition.FilterUse("by_type", new Settings(Map.of("types", List.of("t1.*")))),
                        new InsightDefinition.FilterUse("running", Settings.NONE))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        schedules.define("s", job="j")                               | needs either cron or interval
        schedules.define("s", job="j", interval="soon")              | schedule 's': 'soon' is no duration
        schedules.define("s", job="j", interval="5m", zone="Mars/X") | schedule 's': Unknown time-zone
        schedules.define("s", job="j", interval="5m", priority="p9") | expected p0, p1 or p2
        schedules.define("s", job="j", interval="5m", overlap="x")   | 'x' is none of allow, skip, queue-one, cancel
        schedules.define("s", job="j", interval="5m", window="1h")  | it has a window that is longer than its interval
        schedules.define("s", job="j", interval="5m", starts="soon") | Text 'soon' could not be parsed
        schedules.define("s", job="j", interval="5m", rate={"key": "k", "most": 2}) | must give 'rate' one second
        insights.define("i", "I", "instance", [], severity="worst")  | 'worst' is none of info, low
        """, quoteCharacter = '`')
    void whatIsWrongWithADefinitionIsNamed(String line, String expected) throws IOException {
        assertThat(explained(plugin("wrong").module("plugin.py", "from winnow import insights, schedules\n" + line))
                .message()).contains(expected);
    }
}
