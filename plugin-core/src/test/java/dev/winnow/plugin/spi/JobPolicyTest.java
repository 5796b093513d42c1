package dev.winnow.plugin.spi;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobPolicyTest {
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    @Test
    void noTimeIsLongerThanAYearAndWhatIsWrongIsNamed() {
        JobPolicy longest = new JobPolicy(1, JobOptions.LONGEST, JobOptions.LONGEST, JobOptions.LONGEST);
        assertThat(longest.deadline()).isEqualTo(Duration.ofDays(366));
        assertThatThrownBy(() -> new JobPolicy(1, Duration.ZERO, FOR_EVER, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("longer than 366 days");
        assertThatThrownBy(() -> JobPolicy.USUAL.withDeadline(FOR_EVER)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the deadline").hasMessageContaining("366 days at most");
    }
}
