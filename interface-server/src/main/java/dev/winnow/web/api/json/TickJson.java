package dev.winnow.web.api.json;

import dev.winnow.db.schedule.Tick;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of an expected tick. */
public record TickJson(String schedule, Instant tickAt, String outcome, String reason, @Nullable String jobId,
        Instant decidedAt) {
    public static TickJson of(Tick tick) {
        Long job = tick.jobId();
        return new TickJson(tick.schedule(), tick.tickAt(), tick.outcome(), tick.reason(),
                job == null ? null : job.toString(), tick.decidedAt());
    }
}
