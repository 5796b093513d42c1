package dev.winnow.worker;

import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.plugin.spi.RetryLaterException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a failed job is tried again: after 5 s, 10 s, 20 s, 40 s, each half as long to half as long again by chance, so
 * that jobs that failed together do not return together. The fifth failure is the last. Crashes are not counted here.
 */
final class RetryPolicy {
    private static final int FAILURES = 5;
    private static final Duration FIRST = Duration.ofSeconds(5);

    private final DoubleSupplier random;

    /**
     * @param random from 0 to 1
     */
    RetryPolicy(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * How long to wait before the next attempt; empty for none.
     *
     * @param failures how often the job has failed, this time included
     */
    Optional<Duration> afterFailure(int failures, Throwable failure) {
        if (failure instanceof NoRetryException || failures >= FAILURES) {
            return Optional.empty();
        }
        Duration backoff = FIRST.multipliedBy(1L << (failures - 1));
        Duration varied = Duration.ofMillis((long) (backoff.toMillis() * (0.5 + random.getAsDouble())));
        if (failure instanceof RetryLaterException later && later.after().compareTo(varied) > 0) {
            return Optional.of(later.after());
        }
        return Optional.of(varied);
    }
}
