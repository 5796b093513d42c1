package dev.winnow.plugin.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.winnow.plugin.manifest.Definitions;
import dev.winnow.plugin.manifest.ExtensionName;
import dev.winnow.plugin.manifest.InsightFileReader;
import dev.winnow.plugin.spi.InsightDefinition;
import java.util.HashSet;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class InsightFileFuzzTest {
    /** What aliases may make of a file of 256 KiB. */
    private static final int LARGEST = 4 * 1024 * 1024;

    @FuzzTest(maxDuration = "5m")
    void anyBytesAreDefinitionsAndSentencesOnWhatIsNone(byte[] bytes) {
        Definitions<InsightDefinition> read = new InsightFileReader().read("plugin", "insights/a.yaml", bytes);
        Sentences.check(read.warnings());
        Set<String> names = new HashSet<>();
        for (InsightDefinition each : read.found()) {
            assertThat(ExtensionName.isAllowed(each.name())).isTrue();
            assertThat(names.add(each.name())).isTrue();
            check(each);
        }
        assertThat(new InsightFileReader().read("plugin", "insights/a.yaml", bytes)).isEqualTo(read);
    }

    private static void check(InsightDefinition insight) {
        assertThat(ExtensionName.isAllowed(insight.resourceType())).isTrue();
        assertThat(insight.filters()).isNotEmpty().allMatch(use -> ExtensionName.isAllowed(use.filter()));
        assertThat(insight.filters().toString()).hasSizeLessThan(LARGEST);
    }
}
