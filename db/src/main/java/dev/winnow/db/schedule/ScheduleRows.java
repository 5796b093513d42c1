package dev.winnow.db.schedule;

import dev.winnow.db.Json;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns rows into schedules and back. */
final class ScheduleRows {
    private ScheduleRows() {
    }

    static ScheduleRow read(ResultSet row) throws SQLException {
        Long interval = row.getObject("interval_ms", Long.class);
        ScheduleDefinition definition = new ScheduleDefinition(row.getString("name"), row.getString("job_type"),
                Priority.values()[row.getInt("priority")], row.getString("cron"),
                interval == null ? null : Duration.ofMillis(interval), ZoneId.of(row.getString("zone")),
                Duration.ofMillis(row.getLong("jitter_ms")), Json.map(row.getString("arguments")),
                ScheduleDefinition.CatchUp.valueOf(constant(row.getString("catch_up"))),
                ScheduleDefinition.Overlap.valueOf(constant(row.getString("overlap"))));
        return new ScheduleRow(definition, row.getString("origin"), row.getBoolean("paused"),
                Times.instantOrNull(row, "next_tick_at"), Times.instant(row, "first_seen"));
    }

    /** In the order of {@link ScheduleDeclarations}' statement, from the origin on. */
    static @Nullable Object[] columns(String origin, ScheduleDefinition schedule) {
        Duration interval = schedule.interval();
        return new @Nullable Object[]{schedule.name(), origin, schedule.jobType(), schedule.priority().ordinal(),
                schedule.cron(), interval == null ? null : interval.toMillis(), schedule.zone().getId(),
                schedule.jitter().toMillis(), Json.write(schedule.arguments()), code(schedule.catchUp()),
                code(schedule.overlap())};
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
