package dev.winnow.plugin.fuzz;

import dev.winnow.plugin.registry.PluginWarning;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What every warning must be, whatever it is about. */
final class Sentences {
    private static final int MOST_WARNINGS = 51;
    private static final int LONGEST = 2_100;

    private Sentences() {
    }

    /** One line each, which shows in a log and a terminal as it is, and not too many of them. */
    static void check(List<PluginWarning> warnings) {
        assertThat(warnings).hasSizeLessThanOrEqualTo(MOST_WARNINGS).allSatisfy(warning -> {
            assertThat(warning.message()).isNotBlank().hasSizeLessThan(LONGEST);
            assertThat(warning.hint()).isNotBlank().hasSizeLessThan(LONGEST);
            assertThat(isPrintable(warning.message() + warning.hint() + warning.file())).as(warning.message()).isTrue();
            assertThat(warning.line()).isNotNegative();
        });
    }

    static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(each -> Character.isISOControl(each)
                || Character.getType(each) == Character.FORMAT || Character.getType(each) == Character.SURROGATE);
    }
}
