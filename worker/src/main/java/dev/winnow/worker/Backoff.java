package dev.winnow.worker;

import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobPolicy;
import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.plugin.spi.RetryLaterException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** When a failed job is tried again, so that jobs that failed together do not return together. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 40;

    private final DoubleSupplier random;

    /**
     * @param random from 0 to 1
     */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * How long to wait before the next attempt; empty for none.
     *
     * @param failures how often the job has failed, this time included
     */
    Optional<Duration> afterFailure(JobPolicy policy, int failures, Throwable failure) {
        if (failure instanceof NoRetryException || failures >= policy.attempts()) {
            return Optional.empty();
        }
        double longest = policy.longestDelay().toMillis();
        double doubled = policy.firstDelay().toMillis() * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
        double varied = Math.min(doubled, longest) * (0.5 + random.getAsDouble());
        Duration delay = Duration.ofMillis((long) Math.min(varied, longest));
        Duration asked = failure instanceof RetryLaterException later ? later.after() : Duration.ZERO;
        Duration longer = asked.compareTo(delay) > 0 ? asked : delay;
        return Optional.of(longer.compareTo(JobOptions.LONGEST) > 0 ? JobOptions.LONGEST : longer);
    }
}
