package dev.winnow.plugin.bundle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SafeNamesTest {
    private final SafeNames names = new SafeNames("object", "the bucket");

    @ParameterizedTest
    @CsvSource({"a/b.py,a/b.py", "a//b.py,a/b.py", "./a/./b.py,a/b.py", "a/,a", "...,...", "ab:c,ab:c"})
    void aNameBecomesAPathBelowTheFolder(String name, String path) throws Exception {
        assertThat(names.take(name, name.endsWith("/"))).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "a/../../b", "a/..", "/etc/passwd", "\\windows", "C:/a", "c:a", "a\u0000b", "a\nb",
            "a\\b", "a\u007fb", "a\uFFFDb"})
    void whatLeavesTheFolderOrIsNoNameEverywhereIsRefusedAndShownPrintable(String name) {
        assertThatThrownBy(() -> names.take(name, false)).isInstanceOf(ArchiveRefusedException.class)
                .hasMessageContaining("object").message().doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void eachPathIsTakenOnceWhateverItsCaseAndItsUnicodeForm() throws Exception {
        names.take("Plugin/Ä.py", false);
        assertThatThrownBy(() -> names.take("plugin/A\u0308.PY", false)).hasMessageContaining("is there twice");
        assertThatThrownBy(() -> names.take("PLUGIN", false)).hasMessageContaining("is there twice");
        assertThatThrownBy(() -> names.take("plugin/ä.py/x", false)).hasMessageContaining("is there twice");
        assertThat(names.take("plugin/", true)).isEqualTo("plugin");
    }

    @Test
    void endlessAndBottomlessNamesAreRefused() {
        assertThatThrownBy(() -> names.take("x".repeat(513), false)).hasMessageContaining("longer than 512");
        assertThatThrownBy(() -> names.take("x/".repeat(65) + "x", false)).hasMessageContaining("deeper than 64");
    }
}
