package dev.winnow.db.schedule;

import dev.winnow.db.Json;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleOptions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns rows into schedules and back. */
final class ScheduleRows {
    /** Those that are not removed, with which of their last jobs are unfinished; a job that is not there any more was. */
    static final String LIVE = """
        SELECT s.*, IF(a.state IN ('requested', 'queued', 'running', 'retrying'), a.id, NULL) AS last_unfinished,
            IF(b.state IN ('requested', 'queued', 'running', 'retrying'), b.id, NULL) AS earlier_unfinished
        FROM schedule s LEFT JOIN job a ON a.id = s.last_job_id LEFT JOIN job b ON b.id = s.earlier_job_id
        WHERE s.removed_at IS NULL""";
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleRows.class);

    private ScheduleRows() {
    }

    /** Null for one that another version of Winnow wrote and this one does not understand. */
    static @Nullable ScheduleRow readable(ResultSet row) throws SQLException {
        try {
            return read(row);
        } catch (RuntimeException e) {
            LOG.warn("The schedule '{}' on record cannot be read and is left out. Schedulers and interface servers"
                    + " of one version read what they write: {}", row.getString("name"), e.getMessage());
            return null;
        }
    }

    private static ScheduleRow read(ResultSet row) throws SQLException {
        Long interval = row.getObject("interval_ms", Long.class);
        String options = row.getString("options");
        ScheduleDefinition definition = new ScheduleDefinition(row.getString("name"), row.getString("job_type"),
                Priority.values()[row.getInt("priority")], row.getString("cron"),
                interval == null ? null : Duration.ofMillis(interval), ZoneId.of(row.getString("zone")),
                Duration.ofMillis(row.getLong("jitter_ms")), Json.map(row.getString("arguments")),
                ScheduleDefinition.CatchUp.valueOf(constant(row.getString("catch_up"))),
                ScheduleDefinition.Overlap.valueOf(constant(row.getString("overlap"))),
                options == null ? ScheduleOptions.NONE : Json.read(options, ScheduleOptions.class));
        Instant firstSeen = Times.instant(row, "first_seen");
        return new ScheduleRow(definition, row.getString("origin"), row.getBoolean("paused"),
                Times.instantOrNull(row, "next_tick_at"), firstSeen,
                Objects.requireNonNullElse(Times.instantOrNull(row, "expected_from"), firstSeen),
                Times.instantOrNull(row, "last_tick_at"), unfinished(row));
    }

    private static List<Long> unfinished(ResultSet row) throws SQLException {
        List<Long> jobs = new ArrayList<>();
        for (String column : List.of("last_unfinished", "earlier_unfinished")) {
            Long job = row.getObject(column, Long.class);
            if (job != null) {
                jobs.add(job);
            }
        }
        return jobs;
    }

    /** In the order of {@link ScheduleDeclarations}' statement, from the name on. */
    static @Nullable Object[] columns(String origin, ScheduleDefinition schedule) {
        Duration interval = schedule.interval();
        ScheduleOptions options = schedule.options();
        return new @Nullable Object[]{schedule.name(), origin, schedule.jobType(), schedule.priority().ordinal(),
                schedule.cron(), interval == null ? null : interval.toMillis(), schedule.zone().getId(),
                schedule.jitter().toMillis(), Json.write(schedule.arguments()), code(schedule.catchUp()),
                code(schedule.overlap()), options.equals(ScheduleOptions.NONE) ? null : Json.write(options),
                instant(schedule, options.starts()), instant(schedule, options.ends()), options.paused()};
    }

    private static @Nullable Instant instant(ScheduleDefinition schedule, @Nullable LocalDateTime local) {
        return local == null ? null : ZonedDateTime.of(local, schedule.zone()).toInstant();
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
