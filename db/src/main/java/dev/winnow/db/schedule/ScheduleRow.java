package dev.winnow.db.schedule;

import dev.winnow.plugin.spi.ScheduleDefinition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schedule with how it stands.
 *
 * @param nextTickAt the first tick that is not decided; null before its first decision
 * @param firstSeen when it was declared for the first time, or again after it was gone
 * @param expectedFrom since when it is expected to tick as it does now
 * @param lastTickAt the last tick that was decided, under whatever times; null for none
 * @param unfinishedJobs of its last ticks, the latest first
 */
public record ScheduleRow(ScheduleDefinition definition, String origin, boolean paused, @Nullable Instant nextTickAt,
        Instant firstSeen, Instant expectedFrom, @Nullable Instant lastTickAt, List<Long> unfinishedJobs) {
    public ScheduleRow {
        unfinishedJobs = List.copyOf(unfinishedJobs);
    }

    /** One without history. */
    public ScheduleRow(ScheduleDefinition definition, String origin, boolean paused, @Nullable Instant nextTickAt,
            Instant firstSeen) {
        this(definition, origin, paused, nextTickAt, firstSeen, firstSeen, null, List.of());
    }
}
