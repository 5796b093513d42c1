package dev.winnow.queue.redis;

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
    void aLaneWithoutAShareIsRefused() {
        assertThatThrownBy(() -> new FairShares(10, 3, 0)).hasMessageContaining("each must be 1 to 100");
    }
}
