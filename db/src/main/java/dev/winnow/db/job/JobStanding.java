package dev.winnow.db.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of why an unfinished job does not run.
 *
 * @param waitsFor what it waits for instead of its turn
 * @param limits those that hold it back now, or count it
 * @param expiresAt it ends as expired if it has not started by then
 * @param cancelledBy who called it off while it runs
 * @param batch the batch that it belongs to, or whose completion it is
 */
public record JobStanding(Optional<Wait> waitsFor, List<Limit> limits, @Nullable Instant expiresAt,
        @Nullable String cancelledBy, Optional<Batch> batch) {
    /** Of kind {@code job}, {@code batch} or {@code handler}; onId is the predecessor's or the batch's. */
    public record Wait(String kind, @Nullable Long onId, String reason, Instant since) {
    }

    /**
     * A limit by key.
     *
     * @param kind {@code concurrency} or {@code rate}
     * @param used how many count now
     * @param reached whether it holds the job back
     */
    public record Limit(String kind, String key, int most, long used, boolean reached) {
    }

    /** A batch: how many of its jobs there are, and how many are finished. */
    public record Batch(long id, long total, long finished) {
    }
}
