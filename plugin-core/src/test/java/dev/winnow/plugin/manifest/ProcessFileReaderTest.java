package dev.winnow.plugin.manifest;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.JobOptions.Concurrency;
import dev.winnow.plugin.spi.JobOptions.Rate;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessFileReaderTest {
    @TempDir
    Path folder;

    @Test
    void everyFieldIsRead() {
        Definitions<ScheduleDefinition> read = read("""
            schedules:
              - name: nightly
                job: harvest.all
                priority: p1
                cron: "0 30 2 * * *"
                zone: Europe/Berlin
                jitter: 90s
                arguments: {account: 7, deep: {list: [a, b]}, on: true}
                catch-up: fire-all
                overlap: allow
            """);
        assertThat(read.warnings()).isEmpty();
        assertThat(read.found()).containsExactly(new ScheduleDefinition("nightly", "harvest.all", Priority.P1,
                "0 30 2 * * *", null, ZoneId.of("Europe/Berlin"), Duration.ofSeconds(90),
                Map.of("account", 7L, "deep", Map.of("list", List.of("a", "b")), "on", true),
                ScheduleDefinition.CatchUp.FIRE_ALL, ScheduleDefinition.Overlap.ALLOW));
    }

    @Test
    void everyOptionIsRead() {
        Definitions<ScheduleDefinition> read = read("""
            schedules:
              - name: nightly
                job: harvest.all
                interval: 6h
                window: 50m
                catch-up-within: 1d
                paused: true
                starts: 2026-12-01
                ends: 2027-01-31T06:30
                deadline: 20m
                expires-after: 3h
                concurrency: {key: aws, most: 4}
                rate: {key: aws-calls, most: 10, per: 1m}
            """);
        assertThat(read.warnings()).isEmpty();
        assertThat(read.found()).singleElement().extracting(ScheduleDefinition::options).isEqualTo(
                new ScheduleOptions(Duration.ofMinutes(50), Duration.ofDays(1), true,
                        LocalDateTime.parse("2026-12-01T00:00"), LocalDateTime.parse("2027-01-31T06:30"),
                        Duration.ofMinutes(20), Duration.ofHours(3), new Concurrency("aws", 4),
                        new Rate("aws-calls", 10, Duration.ofMinutes(1))));
    }

    @ParameterizedTest
    @CsvSource({"allow,ALLOW", "skip,SKIP", "queue-one,QUEUE_ONE", "QUEUE_ONE,QUEUE_ONE", "cancel,CANCEL"})
    void everyOverlapPolicyHasAName(String text, ScheduleDefinition.Overlap policy) {
        assertThat(read("schedules: [{name: a, job: b, interval: 5m, overlap: " + text + "}]").found()).singleElement()
                .extracting(ScheduleDefinition::overlap).isEqualTo(policy);
    }

    @Test
    void whatIsNotSaidHasADefault() {
        assertThat(read("schedules: [{name: a, job: b, interval: 15m}]").found())
                .containsExactly(new ScheduleDefinition("a", "b", Priority.P2, null, Duration.ofMinutes(15),
                        ZoneId.of("UTC"), Duration.ZERO, Map.of(), ScheduleDefinition.CatchUp.FIRE_ONCE,
                        ScheduleDefinition.Overlap.SKIP));
    }

    @ParameterizedTest
    @CsvSource({"15m,PT15M", "1h30m,PT1H30M", "PT15M,PT15M", "30s,PT30S", "2d,PT48H", "1h 5s,PT1H5S", "pt1h,PT1H"})
    void durationsAreWrittenAsPeopleDo(String text, Duration expected) {
        assertThat(read("schedules: [{name: a, job: b, interval: " + text + "}]").found()).singleElement()
                .extracting(ScheduleDefinition::interval).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {name: a, job: b}                                     | must have either 'cron' or 'interval'
        {name: a, job: b, interval: 5m, cron: "0 * * * * *"}  | must have either 'cron' or 'interval'
        {name: a, job: b, interval: soon}                     | 'soon' is not a duration
        {name: a, job: b, interval: 15}                       | '15' is not a duration
        {name: a, job: b, interval: 0s}                       | one second at least
        {name: a, job: b, interval: -PT5M}                    | is not a duration
        {name: a, job: b, cron: "* * *"}                      | has 3 fields instead of six
        {name: a, job: b, cron: ""}                           | has 0 fields instead of six
        {name: a, interval: 5m}                               | has no 'job'
        {job: b, interval: 5m}                                | has no 'name'
        {name: A B, job: b, interval: 5m}                     | is not allowed
        {name: a, job: b, interval: 5m, priority: p9}         | must be one of p0, p1, p2
        {name: a, job: b, interval: 5m, zone: Mars/Base}      | the zone 'Mars/Base'
        {name: a, job: b, interval: 5m, catch-up: never}      | must be one of skip, fire-once, fire-all
        {name: a, job: b, interval: 5m, arguments: [1]}       | 'arguments' must be an object, not a list
        {name: a, job: b, interval: 9999d}                    | ten years at most
        {name: a, job: b, interval: 5m, overlap: wait}        | must be one of allow, skip, queue-one, cancel
        {name: a, job: b, interval: 5m, jitter: 1m, window: 1m} | both 'window' and 'jitter'
        {name: a, job: b, interval: 5m, window: 6m}           | a window that is longer than its interval
        {name: a, job: b, interval: 5m, window: often}        | 'often' is not a duration
        {name: a, job: b, interval: 5m, paused: yes}          | 'paused' must be true or false
        {name: a, job: b, interval: 5m, starts: soon}         | 'starts' of schedule 'a' is 'soon', but must be a date
        {name: a, job: b, interval: 5m, ends: 2026-02-30}     | but must be a date
        {name: a, job: b, interval: 5m, starts: 2026-02-03, ends: 2026-02-03} | ends before it starts
        {name: a, job: b, interval: 5m, starts: "+20000-01-01T00:00"} | 'starts' a time in the years 1900 to 8999
        {name: a, job: b, interval: 5m, ends: 1066-10-14}     | 'ends' a time in the years 1900 to 9999
        {name: a, job: b, interval: 5m, expires-after: 367d}  | must give 'expires-after' one second at least and 366 days
        {name: a, job: b, interval: 5m, jitter: 367d}         | or of a millisecond to 366 days
        {name: a, job: b, interval: 5m, deadline: 0s}         | must give 'deadline' one second at least
        {name: a, job: b, interval: 5m, catch-up-within: 99999d} | ten years at most
        {name: a, job: b, interval: 5h, window: 2h, expires-after: 1h} | may expire before
        {name: a, job: b, interval: 5m, concurrency: 4}       | 'concurrency' must be an object, not 4
        {name: a, job: b, interval: 5m, concurrency: {most: 4}} | has no 'key'
        {name: a, job: b, interval: 5m, concurrency: {key: x, most: many}} | must be a number, not 'many'
        {name: a, job: b, interval: 5m, concurrency: {key: x, most: 0}} | 'most' of 1 at least
        {name: a, job: b, interval: 5m, overlap: cancel, concurrency: {key: x, most: 2}} | the limit of its overlap policy
        {name: a, job: b, interval: 5m, rate: {key: x, most: 2}} | has no 'per'
        {name: a, job: b, interval: 5m, rate: {key: x, most: 2, per: 32d}} | a 'per' of 31 days at most
        {name: a, job: b, interval: 5m, rate: {key: x, most: 99999999999, per: 1m}} | must be a number
        {name: a, job: b, interval: 5m, arguments: text}      | 'arguments' must be an object
        just text                                             | must be an object, not the text
        """)
    void aWrongScheduleIsRefusedByItselfWithItsLine(String schedule, String expected) {
        Definitions<ScheduleDefinition> read = read("""
            schedules:
              - {name: before, job: b, interval: 5m}
              - %s
              - {name: after, job: b, interval: 5m}
            """.formatted(schedule));
        assertThat(read.found()).extracting(ScheduleDefinition::name).containsExactly("before", "after");
        assertThat(read.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.DEFINITION_REFUSED);
            assertThat(warning.plugin()).isEqualTo("my_plugin");
            assertThat(warning.message()).contains("processes/a.yaml").contains(expected);
            assertThat(warning.file()).isEqualTo("processes/a.yaml");
            assertThat(warning.line()).isEqualTo(3);
        });
    }

    @Test
    void aNameTwiceInAFileIsRefused() {
        Definitions<ScheduleDefinition> read = read("""
            schedules:
              - {name: a, job: b, interval: 5m}
              - {name: a, job: c, interval: 5m}
            """);
        assertThat(read.found()).singleElement().extracting(ScheduleDefinition::jobType).isEqualTo("b");
        assertThat(read.warnings()).singleElement().extracting(PluginWarning::line).isEqualTo(3);
    }

    @Test
    void anUnknownKeyIsAWarning() {
        Definitions<ScheduleDefinition> read = read("""
            schedules:
              - name: a
                job: b
                intervall: 10m
                interval: 5m
            """);
        assertThat(read.found()).hasSize(1);
        assertThat(read.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(WarningCode.MANIFEST_UNKNOWN_KEY);
            assertThat(warning.hint()).contains("'interval'");
            assertThat(warning.line()).isEqualTo(4);
        });
    }

    @ParameterizedTest
    @CsvSource({"windw,window", "catchup,catch-up", "catch_up_within,catch-up-within", "expire-after,expires-after",
            "concurency,concurrency", "zon,zone"})
    void aMisspeltKeyIsNamedWithTheNearestRightOne(String wrong, String right) {
        assertThat(read("schedules:\n  - {name: a, job: b, interval: 5m}\n  - name: b\n    job: b\n    interval: 5m\n"
                + "    " + wrong + ": 1\n").warnings()).singleElement().satisfies(warning -> {
                    assertThat(warning.message()).contains("schedule 'b' has the unknown key '" + wrong + "'");
                    assertThat(warning.hint()).contains("'" + right + "'");
                    assertThat(warning.line()).isEqualTo(6);
                });
    }

    @Test
    void anUnknownKeyOfALimitIsAWarning() {
        assertThat(read("schedules: [{name: a, job: b, interval: 5m, concurrency: {key: a, most: 2, max: 3}}]")
                .warnings()).singleElement().extracting(PluginWarning::message).asString()
                .contains("'concurrency' of schedule 'a' has the unknown key 'max'");
    }

    @Test
    void aFileThatIsCutOffAnywhereIsReadOrRefusedAndNeverThrows() {
        String whole = """
            schedules:
              - name: nightly
                job: harvest.all
                cron: "0 30 2 * * *"
                concurrency: {key: aws, most: 4}
                arguments: {account: 7, deep: {list: [a, b]}, on: true}
                starts: 2026-12-01
            """;
        for (int length = 0; length < whole.length(); length++) {
            Definitions<ScheduleDefinition> read = read(whole.substring(0, length));
            assertThat(read.found().size() + read.warnings().size()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void whatIsNotYamlIsNamedWithItsPlace() {
        Definitions<ScheduleDefinition> read = read("schedules:\n  - name: [a\n");
        assertThat(read.found()).isEmpty();
        assertThat(read.warnings()).singleElement()
                .satisfies(warning -> assertThat(warning.line()).isGreaterThanOrEqualTo(2));
        assertThat(read("schedules:\n\t- name: a\n").warnings()).singleElement().extracting(PluginWarning::message)
                .asString().contains("tabs");
        assertThat(read("a: 1\na: 2\n").warnings()).extracting(PluginWarning::message)
                .anySatisfy(message -> assertThat(message).contains("'a' is there twice"));
    }

    @Test
    void bombsAndDepthsAreRefused() {
        String bomb = """
            a: &a [x,x,x,x,x,x,x,x,x,x]
            b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
            c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
            d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
            schedules: [*d,*d,*d,*d,*d,*d,*d,*d]
            """;
        assertThat(read(bomb).warnings()).singleElement().extracting(PluginWarning::code)
                .isEqualTo(WarningCode.DEFINITION_REFUSED);
        assertThat(read("schedules: &s [*s]").warnings()).isNotEmpty();
        assertThat(read("schedules: " + "[".repeat(50_000)).warnings()).isNotEmpty();
        assertThat(read("schedules: " + "[".repeat(60) + "]".repeat(60)).warnings()).singleElement()
                .extracting(PluginWarning::message).asString().contains("nested deeper than 32 levels");
        assertThat(read("#" + "x".repeat(300_000)).warnings()).singleElement().extracting(PluginWarning::message)
                .asString().contains("262144");
        assertThat(read("schedules: [!!javax.script.ScriptEngineManager x]").warnings()).isNotEmpty();
    }

    @Test
    void anEmptyFileHasNone() {
        assertThat(read("").warnings()).isEmpty();
        assertThat(read("# nothing yet\n").warnings()).isEmpty();
        assertThat(read("schedules:\n").warnings()).isEmpty();
    }

    @Test
    void aFoldersFilesAreReadByNameAndOneBadFileSpoilsNoOther() throws Exception {
        Files.writeString(folder.resolve("b.yml"), "schedules: [{name: second, job: b, interval: 5m}]");
        Files.writeString(folder.resolve("a.yaml"), "schedules: [{name: first, job: b, interval: 5m}]");
        Files.writeString(folder.resolve("broken.yaml"), "schedules: {");
        Files.writeString(folder.resolve("readme.txt"), "no");
        Definitions<ScheduleDefinition> read = new ProcessFileReader().readFolder("source:files", folder, "");
        assertThat(read.found()).extracting(ScheduleDefinition::name).containsExactly("first", "second");
        assertThat(read.warnings()).singleElement().extracting(PluginWarning::file).isEqualTo("broken.yaml");
        assertThat(new ProcessFileReader().readFolder("x", folder.resolve("missing"), "").found()).isEmpty();
    }

    private static Definitions<ScheduleDefinition> read(String yaml) {
        return new ProcessFileReader().read("my_plugin", "processes/a.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
