package dev.winnow.worker;

import dev.winnow.daemon.progress.Progress;
import dev.winnow.daemon.progress.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How this worker stands to Redis and MySQL, as its roles see it. */
final class Connectivity {
    private static final Logger LOG = LoggerFactory.getLogger(Connectivity.class);
    private static final Duration LEDGER_PAUSE = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final Rounds polls = new Rounds(System::nanoTime);
    private final AtomicReference<@Nullable Instant> lastPoll = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> queueFailingSince = new AtomicReference<>();
    private final AtomicReference<Instant> claimAgainAt = new AtomicReference<>(Instant.MIN);

    Connectivity(InstantSource clock) {
        this.clock = clock;
    }

    /** A poll of the queue has come to its end, well or not. */
    void polled() {
        polls.done();
    }

    /** Whether polls come to their end; while Redis is away, which ends a worker by itself, they do. */
    Progress polling() {
        return polls;
    }

    /** Redis answered. */
    void queueAnswered() {
        lastPoll.set(clock.instant());
        if (queueFailingSince.getAndSet(null) != null) {
            LOG.info("Redis answers again.");
        }
    }

    /** Redis did not answer; said once until it does. */
    void queueFailed(RuntimeException failure) {
        if (queueFailingSince.compareAndSet(null, clock.instant())) {
            LOG.warn("Redis does not answer ({}): no job is claimed, those that run go on.", failure.getMessage());
        }
    }

    /** The ledger could not be written: what is claimed now could not be begun either. */
    void ledgerFailed() {
        claimAgainAt.set(clock.instant().plus(LEDGER_PAUSE));
    }

    /** Whether there is a point in claiming. */
    boolean mayClaim() {
        return !clock.instant().isBefore(claimAgainAt.get());
    }

    /** For how long Redis has not answered; zero while it does. */
    Duration queueUnreachableFor() {
        Instant since = queueFailingSince.get();
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    /** Whether Redis has answered within this time. */
    boolean polledWithin(Duration time) {
        Instant at = lastPoll.get();
        return at != null && at.plus(time).isAfter(clock.instant());
    }
}
