package dev.winnow.worker;

import dev.winnow.db.job.BatchFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outcomes that are not on record yet. Those that MySQL did not take are tried again about once a second, for a minute,
 * with their leases kept meanwhile; after that the job goes back to the queue as failed, for another attempt.
 */
final class UnwrittenOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(UnwrittenOutcomes.class);

    private final Duration patience;
    private final Connectivity connectivity;
    private final QueueReports reports;
    private final AtomicInteger pending = new AtomicInteger();
    /** Guarded by itself. */
    private final List<Kept> kept = new ArrayList<>();

    UnwrittenOutcomes(Duration patience, Connectivity connectivity, QueueReports reports) {
        this.patience = patience;
        this.connectivity = connectivity;
        this.reports = reports;
    }

    /** How many outcomes wait to be on record. */
    int count() {
        return pending.get();
    }

    void submitted() {
        pending.incrementAndGet();
    }

    void written() {
        pending.decrementAndGet();
    }

    /** Its outcome was not taken. Where that is the database's fault, there is no point in claiming for a while. */
    void keep(HeldJob job, Throwable failure, Runnable again) {
        pending.decrementAndGet();
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        if (!BatchFaults.isItsOwn(cause)) {
            connectivity.ledgerFailed();
        }
        Duration since = job.unwrittenFor();
        if (since.compareTo(patience) >= 0) {
            LOG.error("What came of {} could not be written to MySQL for {} s ({}): it is run again.", job,
                    since.toSeconds(), cause.getMessage());
            reports.later(job, Duration.ZERO, true);
            return;
        }
        synchronized (kept) {
            if (kept.isEmpty()) {
                LOG.warn("What came of {} cannot be written to MySQL ({}): it is tried again, as is that of others.",
                        job, cause.getMessage());
            }
            kept.add(new Kept(job, again));
        }
    }

    /** Tries those again that were not taken. */
    void tryAgain() {
        List<Kept> due;
        synchronized (kept) {
            due = List.copyOf(kept);
            kept.clear();
        }
        due.forEach(outcome -> {
            if (outcome.job().stopReason() == StopReason.LEASE_LOST) {
                LOG.warn("{} has lost its lease while its outcome could not be written: nothing is written of it.",
                        outcome.job());
                reports.finished(outcome.job());
            } else {
                outcome.again().run();
            }
        });
    }

    /** An outcome that was not taken. */
    private record Kept(HeldJob job, Runnable again) {
    }
}
