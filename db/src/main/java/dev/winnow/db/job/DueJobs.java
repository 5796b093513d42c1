package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds and takes what is asked for, due, and not held back by anything. */
final class DueJobs {
    private static final String DUE = """
        SELECT %s, UTC_TIMESTAMP(3) AS now FROM job FORCE INDEX (job_by_turn)
        WHERE state = 'requested' AND priority = ? AND held = 0 AND available_at <= UTC_TIMESTAMP(3)
        ORDER BY available_at LIMIT ? FOR UPDATE SKIP LOCKED""".formatted(JobRows.COLUMNS);
    private static final String NEXT = """
        SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), available_at) FROM job FORCE INDEX (job_by_turn)
        WHERE state = 'requested' AND priority = ? AND held = 0 AND available_at > UTC_TIMESTAMP(3)
        ORDER BY available_at LIMIT 1""";

    private final Database database;

    DueJobs(Database database) {
        this.database = database;
    }

    /** One query a lane, each along its index: what is locked is what is taken. */
    List<JobRow> take(int limit, @Nullable Long generation) {
        return database.inTransaction(() -> {
            List<JobRow> taken = new ArrayList<>();
            for (Priority priority : Priority.values()) {
                if (taken.size() < limit) {
                    taken.addAll(database.query(DUE, (row, i) -> queued(JobRows.read(row), generation,
                            Times.instant(row, "now")), priority.ordinal(), limit - taken.size()));
                }
            }
            markQueued(database, taken.stream().map(JobRow::id).toList(), generation);
            return taken;
        });
    }

    Optional<Duration> untilNext() {
        Duration soonest = null;
        for (Priority priority : Priority.values()) {
            Duration next = database.first(NEXT, (row, i) -> Duration.ofNanos(Math.max(0, row.getLong(1)) * 1000),
                    priority.ordinal()).orElse(null);
            if (next != null && (soonest == null || next.compareTo(soonest) < 0)) {
                soonest = next;
            }
        }
        return Optional.ofNullable(soonest);
    }

    /** Marks requested jobs, which the caller has locked, as queued. */
    static void markQueued(Database database, Collection<Long> ids, @Nullable Long generation) {
        for (List<Long> some : JobRows.chunks(ids)) {
            List<@Nullable Object> arguments = new ArrayList<>();
            arguments.add(generation);
            arguments.addAll(some);
            database.update("UPDATE job SET state = 'queued', queued_at = UTC_TIMESTAMP(3), generation = ? WHERE "
                    + JobTransitions.into(JobState.QUEUED, JobState.REQUESTED) + " AND id IN ("
                    + Database.placeholders(some.size()) + ")", arguments.toArray());
        }
    }

    /** The row as marking it leaves it. */
    static JobRow queued(JobRow row, @Nullable Long generation, Instant now) {
        return new JobRow(row.id(), row.type(), row.priority(), JobState.QUEUED, row.attempt(), row.crashes(),
                generation, row.digest(), row.createdAt(), row.availableAt(), now, row.startedAt(), row.finishedAt());
    }
}
