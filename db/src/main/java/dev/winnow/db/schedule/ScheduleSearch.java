package dev.winnow.db.schedule;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What pages and the API ask of many schedules: in parts, filtered, without a statement for each. */
@JdbcStore
public class ScheduleSearch {
    private final Database database;

    ScheduleSearch(Database database) {
        this.database = database;
    }

    /**
     * Which schedules; nulls do not restrict.
     *
     * @param text a part of the name or of the job type, whatever its case
     * @param paused whether it is
     * @param origin who declared it
     */
    public record Filter(@Nullable String text, @Nullable Boolean paused, @Nullable String origin) {
        /** All of them. */
        public static final Filter ALL = new Filter(null, null, null);
    }

    /** Those that are not removed, by name, after a name; null for the beginning. */
    public List<ScheduleRow> find(Filter filter, @Nullable String after, int limit) {
        StringBuilder sql = new StringBuilder(ScheduleRows.LIVE);
        List<Object> arguments = new ArrayList<>();
        if (filter.text() != null) {
            sql.append(" AND (LOCATE(LOWER(?), LOWER(s.name)) > 0 OR LOCATE(LOWER(?), LOWER(s.job_type)) > 0)");
            arguments.add(filter.text());
            arguments.add(filter.text());
        }
        if (filter.paused() != null) {
            sql.append(" AND s.paused = ?");
            arguments.add(filter.paused());
        }
        if (filter.origin() != null) {
            sql.append(" AND s.origin = ?");
            arguments.add(filter.origin());
        }
        if (after != null) {
            sql.append(" AND s.name > ?");
            arguments.add(after);
        }
        arguments.add(limit);
        return database.query(sql.append(" ORDER BY s.name LIMIT ?").toString(),
                (row, i) -> Optional.ofNullable(ScheduleRows.readable(row)), arguments.toArray()).stream()
                .flatMap(Optional::stream).toList();
    }

    /** Who declares schedules, by name. */
    public List<String> origins() {
        return database.query("SELECT DISTINCT origin FROM schedule WHERE removed_at IS NULL ORDER BY origin",
                (row, i) -> row.getString(1));
    }

    /** The last tick of each of these that has one, by schedule. */
    public Map<String, Tick> lastTicks(Collection<String> names) {
        Map<String, Tick> last = new HashMap<>();
        if (!names.isEmpty()) {
            database.query("""
                SELECT t.* FROM schedule_tick t JOIN (SELECT schedule, MAX(tick_at) AS tick_at FROM schedule_tick
                    WHERE schedule IN (%s) GROUP BY schedule) newest
                ON newest.schedule = t.schedule AND newest.tick_at = t.tick_at"""
                    .formatted(Database.placeholders(names.size())), (row, i) -> {
                        Instant at = Times.instant(row, "tick_at");
                        return last.put(row.getString("schedule"), new Tick(row.getString("schedule"), at,
                                Objects.requireNonNullElse(Times.instantOrNull(row, "until_at"), at),
                                row.getLong("ticks"), row.getString("outcome"), row.getString("reason"),
                                row.getObject("job_id", Long.class), Times.instant(row, "decided_at")));
                    }, names.toArray());
        }
        return last;
    }
}
