package dev.winnow.worker;

import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.plugin.spi.RetryLaterException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTest {
    private static final Exception FAILURE = new IllegalStateException("no");

    private final RetryPolicy policy = new RetryPolicy(() -> 0.5);

    @Test
    void theWaitDoublesFromFiveSecondsAndTheFifthFailureIsTheLast() {
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(failures -> policy.afterFailure(failures, FAILURE)
                .map(Duration::toSeconds).orElse(-1L))).containsExactly(5L, 10L, 20L, 40L, -1L);
    }

    @Test
    void chanceSpreadsTheWait() {
        assertThat(new RetryPolicy(() -> 0).afterFailure(1, FAILURE)).contains(Duration.ofMillis(2500));
        assertThat(new RetryPolicy(() -> 1).afterFailure(1, FAILURE)).contains(Duration.ofMillis(7500));
    }

    @Test
    void whatAnotherAttemptCannotMendIsNotTriedAgain() {
        assertThat(policy.afterFailure(1, new NoRetryException("never"))).isEmpty();
    }

    @Test
    void aHandlerMayAskForALongerWaitButNotForAShorterOne() {
        assertThat(policy.afterFailure(1, new RetryLaterException("throttled", Duration.ofMinutes(3), null)))
                .contains(Duration.ofMinutes(3));
        assertThat(policy.afterFailure(2, new RetryLaterException("throttled", Duration.ofSeconds(1), null)))
                .contains(Duration.ofSeconds(10));
    }
}
