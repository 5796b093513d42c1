package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds and takes what is due to be pushed. */
final class DueJobs {
    private static final String REQUESTED = """
        SELECT id FROM job WHERE state = 'requested' AND priority = ? AND available_at <= UTC_TIMESTAMP(3)
        ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED""";
    private static final String RETRYING = """
        SELECT id FROM job WHERE state = 'retrying' AND available_at <= UTC_TIMESTAMP(3)
        ORDER BY available_at LIMIT ? FOR UPDATE SKIP LOCKED""";
    private static final String NEXT = """
        SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), MIN(next.available_at)) FROM (
            (SELECT available_at FROM job WHERE state = 'requested' AND available_at > UTC_TIMESTAMP(3)
                ORDER BY available_at LIMIT 1)
            UNION ALL
            (SELECT available_at FROM job WHERE state = 'retrying' AND available_at > UTC_TIMESTAMP(3)
                ORDER BY available_at LIMIT 1)) next""";

    private final Database database;

    DueJobs(Database database) {
        this.database = database;
    }

    /** One query a lane, each along its index: a sort over all that waits would lock all that waits. */
    List<JobRow> take(int limit, @Nullable Long generation) {
        return database.inTransaction(() -> {
            List<Long> ids = new ArrayList<>(ids(RETRYING, limit));
            for (Priority priority : Priority.values()) {
                if (ids.size() < limit) {
                    ids.addAll(ids(REQUESTED, priority.ordinal(), limit - ids.size()));
                }
            }
            for (List<Long> some : JobRows.chunks(ids)) {
                List<@Nullable Object> arguments = new ArrayList<>();
                arguments.add(generation);
                arguments.addAll(some);
                database.update("UPDATE job SET state = 'queued', queued_at = UTC_TIMESTAMP(3), generation = ? WHERE "
                        + JobTransitions.into(JobState.QUEUED, JobState.REQUESTED, JobState.RETRYING) + " AND id IN ("
                        + Database.placeholders(some.size()) + ")", arguments.toArray());
            }
            return JobRows.byIds(database, ids);
        });
    }

    Optional<Duration> untilNext() {
        return database.query(NEXT, (row, i) -> Optional.ofNullable(row.getObject(1, Long.class))).getFirst()
                .map(micros -> Duration.ofNanos(Math.max(0, micros) * 1000));
    }

    private List<Long> ids(String sql, Object... arguments) {
        return database.query(sql, (row, i) -> row.getLong(1), arguments);
    }
}
