package dev.winnow.scheduler.publish;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangesTest {
    private final Changes<String> changes = Changes.between(Map.of("same", 1, "other", 1, "gone", 1),
            Map.of("same", 1, "other", 2, "new", 1, "a", 1));

    @Test
    void whatDiffersIsListedByName() {
        assertThat(changes).isEqualTo(new Changes<>(List.of("a", "new"), List.of("other"), List.of("gone"), 0));
    }

    @Test
    void aLongListIsCutAndTheRestCounted() {
        assertThat(changes.atMost(3)).isEqualTo(new Changes<>(List.of("a", "new"), List.of("other"), List.of(), 1));
        assertThat(changes.atMost(1).atMost(0)).isEqualTo(new Changes<>(List.of(), List.of(), List.of(), 4));
        assertThat(changes.atMost(9)).isEqualTo(changes);
    }
}
