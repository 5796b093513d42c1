package dev.winnow.worker;

import java.time.Duration;

/** Renews this worker's lease at a third of its time, at once after a claim that failed, and soon where it could not. */
final class LeaseKeeper {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Claims claims;
    private final HeldJobs held;
    private final Connectivity connectivity;
    private final Duration third;
    private long renewedAt = System.nanoTime();

    LeaseKeeper(Claims claims, HeldJobs held, Connectivity connectivity, Duration lease) {
        this.claims = claims;
        this.held = held;
        this.connectivity = connectivity;
        this.third = lease.dividedBy(3);
    }

    /** How often to ask whether it is time. */
    Duration look() {
        Duration often = third.dividedBy(4);
        return often.compareTo(SOON) > 0 ? SOON : often;
    }

    void renewWhereDue() {
        boolean due = held.count() > 0 && System.nanoTime() - renewedAt >= third.minus(look()).toNanos();
        if (due || claims.isDoubtful()) {
            try {
                claims.renew();
                renewedAt = System.nanoTime();
                connectivity.queueAnswered();
            } catch (RuntimeException e) {
                connectivity.queueFailed(e);
            }
        }
    }
}
