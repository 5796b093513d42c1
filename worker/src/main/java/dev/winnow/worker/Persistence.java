package dev.winnow.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a write again while its server does not answer. A finished job's outcome is worth a minute: after that the
 * worker ends anyway, and the job is run again by another.
 */
final class Persistence {
    private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Duration patience;
    private final Connectivity connectivity;

    Persistence(Duration patience, Connectivity connectivity) {
        this.patience = patience;
        this.connectivity = connectivity;
    }

    /** Runs a write on MySQL; false if it was refused, or could not be made in time. */
    boolean inLedger(RunningJob job, Supplier<Boolean> write) {
        return persist(job, "MySQL", write, e -> connectivity.ledgerFailed());
    }

    /** Runs a write on Redis; false if it was refused, or could not be made in time. */
    boolean inQueue(RunningJob job, Supplier<Boolean> write) {
        return persist(job, "Redis", write, connectivity::queueFailed);
    }

    private boolean persist(RunningJob job, String server, Supplier<Boolean> write, Failed failed) {
        long start = System.nanoTime();
        boolean said = false;
        while (true) {
            try {
                return write.get();
            } catch (RuntimeException e) {
                failed.accept(e);
                if (job.stopReason() == StopReason.LEASE_LOST || System.nanoTime() - start >= patience.toNanos()) {
                    LOG.error("What came of {} could not be written to {} ({}): its lease ends, and it is run again.",
                            job, server, e.getMessage());
                    return false;
                }
                if (!said) {
                    LOG.warn("What came of {} cannot be written to {} ({}): trying again.", job, server,
                            e.getMessage());
                    said = true;
                }
            }
            if (!pause()) {
                return false;
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Hears of a failed try. */
    @FunctionalInterface
    private interface Failed {
        void accept(RuntimeException failure);
    }
}
