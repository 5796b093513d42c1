package dev.winnow.scheduler.schedule;

import dev.winnow.plugin.manifest.Definitions;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition.CatchUp;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import dev.winnow.plugin.spi.ScheduleOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ScheduleSetTest {
    @TempDir
    Path folder;
    private final ScheduleSet set = new ScheduleSet();

    @Test
    void winnowBringsAHarvestTheComputationOfComplianceAndTheClearingOfOldJobs() {
        new ProcessFiles(folder.resolve("nowhere")).collect(set);

        assertThat(set.warnings()).isEmpty();
        assertThat(set.byOrigin().get("built-in")).extracting(ScheduleDefinition::name,
                ScheduleDefinition::jobType, ScheduleDefinition::priority, ScheduleDefinition::interval,
                ScheduleDefinition::catchUp, ScheduleDefinition::overlap).containsExactlyInAnyOrder(
                        tuple("harvest", "harvest.all", Priority.P2,
                                Duration.ofMinutes(15), CatchUp.FIRE_ONCE, Overlap.SKIP),
                        tuple("compliance", "compliance.all", Priority.P1,
                                Duration.ofMinutes(5), CatchUp.FIRE_ONCE, Overlap.SKIP),
                        tuple("jobs-retention", "jobs.retention", Priority.P2,
                                Duration.ofMinutes(15), CatchUp.SKIP, Overlap.SKIP));
    }

    @Test
    void theOperatorsScheduleReplacesWinnowsAndAPluginsOfTheSameNameWithoutAWarning() throws IOException {
        Files.writeString(folder.resolve("ours.yaml"),
                "schedules: [{name: harvest, job: harvest.all, priority: p2, interval: 1h}]");
        new ProcessFiles(folder).collect(set);
        set.addOfPlugin("p", "d", interval("harvest"));

        assertThat(set.byOrigin().get("file:ours.yaml")).extracting(ScheduleDefinition::interval).containsExactly(
                Duration.ofHours(1));
        assertThat(set.byOrigin().get("built-in")).extracting(ScheduleDefinition::name)
                .containsExactlyInAnyOrder("compliance", "jobs-retention");
        assertThat(set.byOrigin()).doesNotContainKey("plugin:p");
        assertThat(set.warnings()).isEmpty();
    }

    @Test
    void aBrokenFileIsNamedWithItsLineAndTheOthersRun() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "schedules:\n  - name: x\n    job: [unclosed\n");
        Files.writeString(folder.resolve("b.yaml"),
                "schedules: [{name: good, job: diagnostic.noop, priority: p1, interval: 1h}]");
        Files.writeString(folder.resolve("notes.txt"), "not a process file");
        new ProcessFiles(folder).collect(set);

        assertThat(set.byOrigin()).containsKey("file:b.yaml");
        assertThat(set.warnings()).isNotEmpty().allSatisfy(warning -> {
            assertThat(warning.file()).isEqualTo("a.yaml");
            assertThat(warning.line()).isPositive();
        });
    }

    @Test
    void ofTwoPluginsWithOneNameTheSecondIsRefusedByASentence() {
        set.addOfPlugin("p", "d", interval("sweep"));
        set.addOfPlugin("q", "e", interval("sweep"));

        assertThat(set.warnings()).extracting(PluginWarning::plugin).containsExactly("q");
        assertThat(set.warnings().getFirst().message()).isEqualTo(
                "The schedule 'sweep' does not run: plugin:p has one of this name.");
    }

    @Test
    void aWrongCronExpressionIsRefusedByItself() {
        set.add("file:c.yaml", ProcessFiles.OWNER, "c.yaml", new Definitions<>(List.of(cron("bad", "often")),
                List.of()));

        assertThat(set.byOrigin()).isEmpty();
        assertThat(set.warnings()).singleElement().satisfies(warning -> assertThat(warning.message()).contains(
                "The schedule 'bad' does not run. The cron expression 'often' is wrong"));
    }

    @Test
    void moreThanTenThousandAreRefusedWithOneWarning() {
        for (int i = 0; i < ScheduleSet.MOST + 5; i++) {
            set.addOfPlugin("p", "d", interval("many.s" + i));
        }

        assertThat(set.byOrigin().get("plugin:p")).hasSize(10_000);
        assertThat(set.warnings()).singleElement().extracting(PluginWarning::message).isEqualTo(
                "There are more than 10000 schedules; those from here on do not run.");
    }

    @Test
    void whatAPluginsCodeMayGetWrongIsRefusedByItself() {
        ScheduleDefinition good = interval("good").with(ScheduleOptions.NONE.between(
                LocalDateTime.parse("1970-01-01T00:00"), LocalDateTime.parse("9999-12-31T00:00")));
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        ScheduleOptions both = ScheduleOptions.NONE.spreadOver(Duration.ofSeconds(30)).withDeadline(Duration.ZERO);
        Map<String, Object> itself = new HashMap<>();
        Map<String, Object> inside = new HashMap<>();
        itself.put("a", inside);
        inside.put("b", inside);
        List<ScheduleDefinition> wrong = List.of(interval("Not A Name"), interval("x".repeat(300)),
                cron("long.cron", "0 0 0 * * " + "MON,".repeat(50) + "TUE"), cron("never", "0 0 0 30 2 *"),
                cron("five", "0 0 * * *"), interval("zero").with(both), withArguments("huge", Map.of("a", "x".repeat(
                        70_000))),
                withArguments("endless", itself),
                interval("negative").with(ScheduleOptions.NONE.catchingUpWithin(Duration.ofDays(-1))),
                interval("limit").with(ScheduleOptions.NONE.atMost(0, "k")),
                interval("limit.long").with(ScheduleOptions.NONE.atMost(1, "k".repeat(191))),
                interval("rate").with(ScheduleOptions.NONE.atMost(1, forEver, "k")),
                interval("end").with(ScheduleOptions.NONE.between(null, LocalDateTime.MAX)),
                interval("start").with(ScheduleOptions.NONE.between(LocalDateTime.MIN, null)),
                interval("late").with(ScheduleOptions.NONE.between(LocalDateTime.parse("9999-12-31T23:00"), null)),
                interval("window").with(ScheduleOptions.NONE.spreadOver(Duration.ofNanos(1))),
                interval("windows").with(ScheduleOptions.NONE.spreadOver(forEver)),
                interval("deadline").with(ScheduleOptions.NONE.withDeadline(forEver)),
                interval("expiry").with(ScheduleOptions.NONE.expiringAfter(forEver)),
                interval("within").with(ScheduleOptions.NONE.catchingUpWithin(forEver)));
        wrong.forEach(each -> set.addOfPlugin("p", "d", each));
        set.addOfPlugin("p", "d", good);

        assertThat(set.byOrigin().get("plugin:p")).containsExactly(good);
        assertThat(set.warnings()).hasSameSizeAs(wrong).allSatisfy(warning -> {
            assertThat(warning.message()).contains("does not run. ").hasSizeLessThan(1000);
            assertThat(warning.digest()).isEqualTo("d");
        });
    }

    @Test
    @SuppressWarnings("NullAway")
    void whatAPluginsCodeLeavesOutIsNamed() {
        Map<ScheduleDefinition, String> wrong = Map.of(
                of("job", null, Priority.P1, ZoneId.of("UTC"), Duration.ZERO, CatchUp.SKIP, Overlap.SKIP), "no job.",
                of("priority", "b", null, ZoneId.of("UTC"), Duration.ZERO, CatchUp.SKIP, Overlap.SKIP), "no priority.",
                of("zone", "b", Priority.P1, null, Duration.ZERO, CatchUp.SKIP, Overlap.SKIP), "no zone.",
                of("jitter", "b", Priority.P1, ZoneId.of("UTC"), null, CatchUp.SKIP, Overlap.SKIP), "no jitter.",
                of("catch.up", "b", Priority.P1, ZoneId.of("UTC"), Duration.ZERO, null, Overlap.SKIP), "no catch-up.",
                of("overlap", "b", Priority.P1, ZoneId.of("UTC"), Duration.ZERO, CatchUp.SKIP, null), "no overlap.",
                interval("options").with(null), "no options.",
                interval("window").with(ScheduleOptions.NONE.spreadOver(null)), "no window.",
                interval("key").with(ScheduleOptions.NONE.atMost(1, null)), "no key of 'concurrency'.",
                interval("per").with(ScheduleOptions.NONE.atMost(1, null, "k")), "no per of 'rate'.");
        wrong.keySet().forEach(each -> set.addOfPlugin("p", "d", each));

        assertThat(set.byOrigin()).isEmpty();
        wrong.forEach((schedule, why) -> assertThat(set.warnings()).extracting(PluginWarning::message).as(why)
                .contains("The schedule '" + schedule.name() + "' does not run. It has " + why));
    }

    @Test
    void oneNameInTwoFilesIsTheFirstFilesAndTheSecondIsNamed() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "schedules: [{name: sweep, job: first, interval: 1h}]");
        Files.writeString(folder.resolve("b.yaml"), "schedules: [{name: sweep, job: second, interval: 1h}]");
        new ProcessFiles(folder).collect(set);

        assertThat(set.byOrigin().get("file:a.yaml")).extracting(ScheduleDefinition::jobType).containsExactly("first");
        assertThat(set.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.file()).isEqualTo("b.yaml");
            assertThat(warning.message()).contains("file:a.yaml has one of this name");
        });
    }

    @Test
    void aFileThatIsFarTooLargeIsNotEvenRead() throws IOException {
        try (RandomAccessFile huge = new RandomAccessFile(folder.resolve("huge.yaml").toFile(), "rw")) {
            huge.setLength(3L * 1024 * 1024 * 1024);
        }
        new ProcessFiles(folder).collect(set);

        assertThat(set.warnings()).singleElement().extracting(PluginWarning::message).asString().contains(
                "larger than 256 KiB");
        assertThat(set.byOrigin()).containsOnlyKeys("built-in");
    }

    private static ScheduleDefinition withArguments(String name, Map<String, Object> arguments) {
        return new ScheduleDefinition(name, "diagnostic.noop", Priority.P1, null, Duration.ofMinutes(1),
                ZoneId.of("UTC"), Duration.ZERO, arguments, CatchUp.SKIP, Overlap.SKIP);
    }

    private static ScheduleDefinition of(String name, String job, Priority priority, ZoneId zone, Duration jitter,
            CatchUp catchUp, Overlap overlap) {
        return new ScheduleDefinition(name, job, priority, null, Duration.ofMinutes(1), zone, jitter, Map.of(), catchUp,
                overlap);
    }

    private static ScheduleDefinition interval(String name) {
        return new ScheduleDefinition(name, "diagnostic.noop", Priority.P1, null, Duration.ofMinutes(1),
                ZoneId.of("UTC"), Duration.ZERO, Map.of(), CatchUp.SKIP, Overlap.SKIP);
    }

    private static ScheduleDefinition cron(String name, String cron) {
        return new ScheduleDefinition(name, "diagnostic.noop", Priority.P1, cron, null, ZoneId.of("UTC"),
                Duration.ZERO, Map.of(), CatchUp.SKIP, Overlap.SKIP);
    }
}
