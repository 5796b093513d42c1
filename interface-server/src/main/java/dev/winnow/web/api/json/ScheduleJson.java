package dev.winnow.web.api.json;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A schedule with how it stands. */
public record ScheduleJson(String name, String jobType, String priority, @Nullable String cron,
        @Nullable Long intervalSeconds, String zone, long jitterSeconds, Map<String, Object> arguments, String catchUp,
        String overlap, String origin, boolean paused, @Nullable Instant nextTickAt, Instant firstSeen) {
    public static ScheduleJson of(ScheduleRow row) {
        ScheduleDefinition definition = row.definition();
        Duration interval = definition.interval();
        return new ScheduleJson(definition.name(), definition.jobType(), definition.priority().code(),
                definition.cron(), interval == null ? null : interval.toSeconds(), definition.zone().getId(),
                definition.jitter().toSeconds(), definition.arguments(),
                definition.catchUp().name().toLowerCase(Locale.ROOT).replace('_', '-'), Codes.of(definition.overlap()),
                row.origin(), row.paused(), row.nextTickAt(), row.firstSeen());
    }
}
