package dev.winnow.db.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of an expected tick: {@code fired}, {@code coalesced}, {@code caught-up} or {@code skipped}, and why. */
public record Tick(String schedule, Instant tickAt, String outcome, String reason, @Nullable Long jobId,
        Instant decidedAt) {
}
