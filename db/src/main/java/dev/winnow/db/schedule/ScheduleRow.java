package dev.winnow.db.schedule;

import dev.winnow.plugin.spi.ScheduleDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A schedule with how it stands; {@code nextTickAt} is null before its first decision. */
public record ScheduleRow(ScheduleDefinition definition, String origin, boolean paused, @Nullable Instant nextTickAt,
        Instant firstSeen) {
}
