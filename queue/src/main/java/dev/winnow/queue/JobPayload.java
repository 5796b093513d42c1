package dev.winnow.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a worker needs to start a job without asking the ledger.
 *
 * @param arguments a JSON object; null where it is too large to travel, then it is read in the ledger
 * @param correlationId the same for all that follows from one cause; null: see the ledger
 * @param requestedBy who asked; null: see the ledger
 * @param expiresAt it is not to be started after this instant; null for ever
 * @param deadline how long an attempt may run; null: as the handler's policy says
 * @param begins whether the ledger must be asked before it starts: a job that was delivered before, one whose unique
 *     key ends with its start, one that expires
 * @param followed whether something waits for its end (a limit, a chain, a batch): then the scheduler is rung once the
 *     outcome is on record
 */
public record JobPayload(@Nullable String arguments, @Nullable String correlationId, @Nullable String requestedBy,
        @Nullable Instant expiresAt, @Nullable Duration deadline, boolean begins, boolean followed) {
    /** All is read in the ledger. */
    public static final JobPayload IN_LEDGER = new JobPayload(null, null, null, null, null, true, false);
}
