package dev.winnow.db.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an expected tick, or of several in a row that were missed together.
 *
 * @param tickAt the tick, or the first of them
 * @param until the last of them; the same as {@code tickAt} for one
 * @param count how many they are
 * @param outcome {@code fired}, {@code coalesced}, {@code caught-up} or {@code skipped}
 * @param reason a sentence without its full stop
 * @param jobId the job that fired; null where none did
 */
public record Tick(String schedule, Instant tickAt, Instant until, long count, String outcome, String reason,
        @Nullable Long jobId, Instant decidedAt) {
    /** One tick. */
    public Tick(String schedule, Instant tickAt, String outcome, String reason, @Nullable Long jobId,
            Instant decidedAt) {
        this(schedule, tickAt, tickAt, 1, outcome, reason, jobId, decidedAt);
    }
}
