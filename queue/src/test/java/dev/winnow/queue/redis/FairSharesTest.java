package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FairSharesTest {
    @Test
    void aRoundHasEachLanesShareSpreadEvenly() {
        assertThat(FairShares.USUAL.pattern()).isEqualTo("00100200100010").hasSize(14);
        assertThat(new FairShares(1, 1, 1).pattern()).isEqualTo("012");
    }

    @Test
    void turnsThatAreDrawnFallToTheLanesByTheirShares() {
        RandomGenerator random = new Random(11);
        Map<Priority, Integer> drawn = new EnumMap<>(Priority.class);
        for (int i = 0; i < 14_000; i++) {
            drawn.merge(FairShares.USUAL.draw(random), 1, Integer::sum);
        }

        assertThat(drawn.get(Priority.P0)).isBetween(9_700, 10_300);
        assertThat(drawn.get(Priority.P1)).isBetween(2_800, 3_200);
        assertThat(drawn.get(Priority.P2)).isBetween(880, 1_120);
    }

    @Test
    void aLaneWithoutAShareIsRefused() {
        assertThatThrownBy(() -> new FairShares(10, 3, 0)).hasMessageContaining("each must be 1 to 100");
    }
}
