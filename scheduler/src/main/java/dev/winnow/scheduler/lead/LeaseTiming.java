package dev.winnow.scheduler.lead;

import java.time.Duration;

/**
 * How the lease is kept.
 *
 * @param term how long a lease lasts without being prolonged
 * @param renewal how often the leader prolongs it
 * @param poll how often another scheduler looks whether it is free
 */
public record LeaseTiming(Duration term, Duration renewal, Duration poll) {
    /** 15 s, prolonged every 5 s, looked at every 3 s. */
    public static final LeaseTiming DEFAULT = of(Duration.ofSeconds(15));

    /** A lease of this length, prolonged at a third of it and looked at at a fifth. */
    public static LeaseTiming of(Duration term) {
        return new LeaseTiming(term, term.dividedBy(3), term.dividedBy(5));
    }
}
