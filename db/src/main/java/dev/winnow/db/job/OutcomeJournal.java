package dev.winnow.db.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Puts outcomes on record in batches (group commit): an outcome waits for others at most {@code delay}, and a batch is
 * written as soon as {@code size} wait. One thread writes; while it writes, the next batch gathers.
 */
public final class OutcomeJournal implements AutoCloseable {
    private final JobOutcomes outcomes;
    private final Duration delay;
    private final int size;

    /**
     * @param delay for example 5 ms
     * @param size for example 1,000
     */
    public OutcomeJournal(JobOutcomes outcomes, Duration delay, int size) {
        this.outcomes = outcomes;
        this.delay = delay;
        this.size = size;
    }

    /**
     * Puts an outcome on record.
     *
     * @return true once it is committed; false where the ledger refuses it, since it is finished or a later attempt has
     *     begun; failed with the database's exception where its batch could not be written: then nothing of the batch
     *     is on record, and it may be submitted again
     */
    public CompletableFuture<Boolean> submit(Outcome outcome) {
        throw new UnsupportedOperationException("comes with the ledger: " + outcomes + delay + size + outcome);
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("comes with the ledger");
    }
}
