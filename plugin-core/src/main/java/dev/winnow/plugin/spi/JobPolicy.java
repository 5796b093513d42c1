package dev.winnow.plugin.spi;

import java.time.Duration;

/**
 * How jobs of one type are run and tried again. The wait after the n-th failure is {@code firstDelay} doubled n-1 times,
 * at most {@code longestDelay}, each half as long to half as long again by chance. No time is longer than
 * {@link JobOptions#LONGEST}.
 *
 * @param attempts how often a job may fail before it failed for good; lost workers are counted apart
 * @param firstDelay the wait after the first failure
 * @param longestDelay no wait is longer
 * @param deadline how long an attempt may run before it is cancelled, unless its request says otherwise
 */
public record JobPolicy(int attempts, Duration firstDelay, Duration longestDelay, Duration deadline) {
    /** Five attempts, 5 s at first, ten minutes at most; an hour to run. */
    public static final JobPolicy USUAL = new JobPolicy(5, Duration.ofSeconds(5), Duration.ofMinutes(10),
            Duration.ofHours(1));

    public JobPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts is " + attempts + ": one at least");
        }
        if (firstDelay.isNegative() || longestDelay.compareTo(firstDelay) < 0
                || longestDelay.compareTo(JobOptions.LONGEST) > 0) {
            throw new IllegalArgumentException("the delays " + firstDelay + " and " + longestDelay
                    + " are wrong: none is negative or longer than " + JobOptions.LONGEST.toDays()
                    + " days, and the longest is no shorter than the first");
        }
        if (!deadline.isPositive() || deadline.compareTo(JobOptions.LONGEST) > 0) {
            throw new IllegalArgumentException("the deadline " + deadline + " is wrong: it must be positive, and "
                    + JobOptions.LONGEST.toDays() + " days at most");
        }
    }

    /** The same with so many attempts. */
    public JobPolicy withAttempts(int value) {
        return new JobPolicy(value, firstDelay, longestDelay, deadline);
    }

    /** The same with this deadline. */
    public JobPolicy withDeadline(Duration value) {
        return new JobPolicy(attempts, firstDelay, longestDelay, value);
    }
}
