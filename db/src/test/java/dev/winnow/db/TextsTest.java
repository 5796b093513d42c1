package dev.winnow.db;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextsTest {
    @Test
    void aTextIsCutBetweenCharactersAndNotWithinOne() {
        assertThat(Texts.cut("abc", 3)).isEqualTo("abc");
        assertThat(Texts.cut("abcd", 3)).isEqualTo("ab…");
        assertThat(Texts.cut("🦆🦆🦆", 3)).isEqualTo("🦆🦆🦆");
        assertThat(Texts.cut("🦆🦆🦆🦆", 3)).isEqualTo("🦆🦆…");
    }

    @Test
    void bytesAreCutBetweenCharactersToo() {
        for (int bytes = 4; bytes < 12; bytes++) {
            String cut = Texts.cutBytes("aäö🦆üaäö🦆ü", bytes);
            assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(bytes);
            assertThat(cut).endsWith("…").doesNotContain("\uFFFD");
        }
        assertThat(Texts.cutBytes("abc", 3)).isEqualTo("abc");
    }

    @Test
    void aDigestTellsPartsApart() {
        assertThat(Texts.sha256(List.of("ab", "c"))).isNotEqualTo(Texts.sha256(List.of("a", "bc"))).hasSize(64);
    }
}
