package dev.winnow.plugin.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.winnow.plugin.manifest.Definitions;
import dev.winnow.plugin.manifest.ExtensionName;
import dev.winnow.plugin.manifest.ProcessFileReader;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessFileFuzzTest {
    /** What aliases may make of a file of 256 KiB. */
    private static final int LARGEST = 4 * 1024 * 1024;

    @FuzzTest(maxDuration = "5m")
    void anyBytesAreDefinitionsAndSentencesOnWhatIsNone(byte[] bytes) {
        Definitions<ScheduleDefinition> read = new ProcessFileReader().read("plugin", "processes/a.yaml", bytes);
        Sentences.check(read.warnings());
        Set<String> names = new HashSet<>();
        for (ScheduleDefinition each : read.found()) {
            assertThat(ExtensionName.isAllowed(each.name())).isTrue();
            assertThat(names.add(each.name())).isTrue();
            check(each);
        }
        assertThat(new ProcessFileReader().read("plugin", "processes/a.yaml", bytes)).isEqualTo(read);
    }

    private static void check(ScheduleDefinition schedule) {
        assertThat(ExtensionName.isAllowed(schedule.jobType())).isTrue();
        assertThat((schedule.cron() == null) != (schedule.interval() == null)).isTrue();
        Duration interval = schedule.interval();
        assertThat(interval == null || interval.compareTo(Duration.ofSeconds(1)) >= 0).isTrue();
        assertThat(schedule.jitter()).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(schedule.arguments().toString()).hasSizeLessThan(LARGEST);
    }
}
