package dev.winnow.scheduler.schedule;

import dev.winnow.plugin.manifest.Definitions;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleDefinition.CatchUp;
import dev.winnow.plugin.spi.ScheduleDefinition.Overlap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
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

    private static ScheduleDefinition interval(String name) {
        return new ScheduleDefinition(name, "diagnostic.noop", Priority.P1, null, Duration.ofMinutes(1),
                ZoneId.of("UTC"), Duration.ZERO, Map.of(), CatchUp.SKIP, Overlap.SKIP);
    }

    private static ScheduleDefinition cron(String name, String cron) {
        return new ScheduleDefinition(name, "diagnostic.noop", Priority.P1, cron, null, ZoneId.of("UTC"),
                Duration.ZERO, Map.of(), CatchUp.SKIP, Overlap.SKIP);
    }
}
