package dev.winnow.web.api.json;

import dev.winnow.db.schedule.Tick;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an expected tick, or of several in a row that were missed together.
 *
 * @param until the last of them
 * @param count how many they are
 */
public record TickJson(String schedule, Instant tickAt, Instant until, long count, String outcome, String reason,
        @Nullable String jobId,
        Instant decidedAt) {
    public static TickJson of(Tick tick) {
        Long job = tick.jobId();
        return new TickJson(tick.schedule(), tick.tickAt(), tick.until(), tick.count(), tick.outcome(), tick.reason(),
                job == null ? null : job.toString(), tick.decidedAt());
    }
}
