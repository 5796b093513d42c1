package dev.winnow.db.job;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that belongs into the queue, with what its envelope carries.
 *
 * @param arguments a JSON object; null where it is longer than was asked for
 * @param expiresAt it is not to be started after this; null for ever
 * @param deadline how long an attempt may run; null: as the handler's policy says
 * @param traits bits of {@link JobTrait}
 */
public record QueuedJob(JobRow row, int failures, int traits, @Nullable String arguments, String correlationId,
        String requestedBy, @Nullable Instant expiresAt, @Nullable Duration deadline) {
    /** Whether something waits for its end: a limit, a chain, a batch. */
    public boolean isFollowed() {
        return JobTrait.LIMITED.in(traits) || JobTrait.FOLLOWED.in(traits) || JobTrait.MEMBER.in(traits);
    }

    /**
     * Whether the ledger must be told before it starts: its unique key ends then, or it expires, and whether it had
     * started by then is to be known also when its worker is lost.
     */
    public boolean begins() {
        return JobTrait.UNIQUE_UNTIL_START.in(traits) || expiresAt != null;
    }
}
