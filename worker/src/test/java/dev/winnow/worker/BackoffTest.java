package dev.winnow.worker;

import dev.winnow.plugin.spi.JobPolicy;
import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.plugin.spi.RetryLaterException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {
    private static final Exception FAILURE = new IllegalStateException("no");
    private static final JobPolicy POLICY = new JobPolicy(6, Duration.ofSeconds(5), Duration.ofSeconds(30),
            Duration.ofHours(1));

    private final Backoff backoff = new Backoff(() -> 0.5);

    @Test
    void theWaitDoublesUpToTheLongestAndTheLastFailureHasNone() {
        assertThat(IntStream.rangeClosed(1, 6).mapToObj(failures -> backoff.afterFailure(POLICY, failures, FAILURE)
                .map(Duration::toSeconds).orElse(-1L))).containsExactly(5L, 10L, 20L, 30L, 30L, -1L);
    }

    @Test
    void chanceSpreadsTheWaitButNeverBeyondTheLongest() {
        assertThat(new Backoff(() -> 0).afterFailure(POLICY, 1, FAILURE)).contains(Duration.ofMillis(2500));
        assertThat(new Backoff(() -> 1).afterFailure(POLICY, 1, FAILURE)).contains(Duration.ofMillis(7500));
        assertThat(new Backoff(() -> 1).afterFailure(POLICY, 4, FAILURE)).contains(Duration.ofSeconds(30));
    }

    @Test
    void manyFailuresDoNotOverflow() {
        JobPolicy patient = new JobPolicy(Integer.MAX_VALUE, Duration.ofDays(1), Duration.ofDays(30),
                Duration.ofHours(1));

        assertThat(backoff.afterFailure(patient, 1_000_000, FAILURE)).contains(Duration.ofDays(30));
    }

    @Test
    void whatAnotherAttemptCannotMendIsNotTriedAgain() {
        assertThat(backoff.afterFailure(POLICY, 1, new NoRetryException("never"))).isEmpty();
    }

    @Test
    void aHandlerMayAskForALongerWaitButNotForAShorterOne() {
        assertThat(backoff.afterFailure(POLICY, 1, new RetryLaterException("throttled", Duration.ofMinutes(3), null)))
                .contains(Duration.ofMinutes(3));
        assertThat(backoff.afterFailure(POLICY, 2, new RetryLaterException("throttled", Duration.ofSeconds(1), null)))
                .contains(Duration.ofSeconds(10));
    }

    @Test
    void whatAHandlerAsksForThatMakesNoSenseWaitsAsThePolicySaysAndNothingWaitsLongerThanAYear() {
        assertThat(backoff.afterFailure(POLICY, 1, new RetryLaterException("when?", null, null)))
                .contains(Duration.ofSeconds(5));
        assertThat(backoff.afterFailure(POLICY, 1, new RetryLaterException("before", Duration.ofDays(-1), null)))
                .contains(Duration.ofSeconds(5));
        assertThat(backoff.afterFailure(POLICY, 1, new RetryLaterException("never",
                Duration.ofSeconds(Long.MAX_VALUE), null))).contains(Duration.ofDays(366));
    }
}
