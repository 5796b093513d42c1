package dev.winnow.db.schedule;

import dev.winnow.db.Database;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the declared schedules those on record. */
final class ScheduleDeclarations {
    /** Whether it goes on as before: it was there, its ticks fall as they did, and it is not revived after its end. */
    private static final String AS_BEFORE = """
        removed_at IS NULL AND cron <=> VALUES(cron) AND interval_ms <=> VALUES(interval_ms)
            AND zone = VALUES(zone) AND starts_at <=> VALUES(starts_at)
            AND (ends_at IS NULL OR ends_at > UTC_TIMESTAMP(3) OR ends_at <=> VALUES(ends_at))""";
    /**
     * One whose ticks fall otherwise now, or that was removed for a while, begins anew: the ticks in between were never
     * expected. Assignments go from left to right, so what tells so comes before what changes it.
     */
    private static final String SAVE = """
        INSERT INTO schedule (name, origin, job_type, priority, cron, interval_ms, zone, jitter_ms, arguments,
            catch_up, overlap, options, starts_at, ends_at, paused, first_seen, expected_from)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
        ON DUPLICATE KEY UPDATE
            next_tick_at = IF(%1$s, next_tick_at, NULL),
            expected_from = IF(%1$s, expected_from, VALUES(expected_from)),
            first_seen = IF(removed_at IS NULL, first_seen, VALUES(first_seen)),
            paused = IF(removed_at IS NULL, paused, VALUES(paused)),
            origin = VALUES(origin), job_type = VALUES(job_type), priority = VALUES(priority),
            cron = VALUES(cron), interval_ms = VALUES(interval_ms), zone = VALUES(zone),
            jitter_ms = VALUES(jitter_ms), arguments = VALUES(arguments), catch_up = VALUES(catch_up),
            overlap = VALUES(overlap), options = VALUES(options), starts_at = VALUES(starts_at),
            ends_at = VALUES(ends_at), removed_at = NULL""".formatted(AS_BEFORE);

    private final Database database;

    ScheduleDeclarations(Database database) {
        this.database = database;
    }

    /** Of two with one name the first counts. */
    void declare(Map<String, List<ScheduleDefinition>> byOrigin) {
        Map<String, @Nullable Object[]> rows = new LinkedHashMap<>();
        byOrigin.forEach((origin, schedules) -> schedules
                .forEach(schedule -> rows.putIfAbsent(schedule.name(), ScheduleRows.columns(origin, schedule))));
        database.doInTransaction(() -> {
            database.batch(SAVE, List.copyOf(rows.values()));
            List<String> names = new ArrayList<>(rows.keySet());
            String others = names.isEmpty() ? "" : " AND name NOT IN (" + Database.placeholders(names.size()) + ")";
            database.update("UPDATE schedule SET removed_at = UTC_TIMESTAMP(3), next_tick_at = NULL "
                    + "WHERE removed_at IS NULL" + others, names.toArray());
        });
    }
}
