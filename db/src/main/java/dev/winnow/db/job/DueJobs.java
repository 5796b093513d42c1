package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds and takes what is asked for, due, and not held back by anything. */
final class DueJobs {
    private static final String DUE = """
        SELECT %s, UTC_TIMESTAMP(3) AS now FROM job FORCE INDEX (job_by_turn)
        WHERE state = 'requested' AND priority = ? AND held = 0 AND available_at >= ?
            AND available_at <= UTC_TIMESTAMP(3)
        ORDER BY available_at LIMIT ? FOR UPDATE SKIP LOCKED""".formatted(JobRows.COLUMNS);
    private static final String NEXT = """
        SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(3), available_at) FROM job FORCE INDEX (job_by_turn)
        WHERE state = 'requested' AND priority = ? AND held = 0 AND available_at > UTC_TIMESTAMP(3)
        ORDER BY available_at LIMIT 1""";

    /** Those who commit late have asked no longer ago than this before what was taken last. */
    private static final Duration LATE = Duration.ofSeconds(10);
    private static final Duration LOOK_BACK = Duration.ofSeconds(1);

    private final Database database;
    private final InstantSource clock;
    private final Map<Priority, Floor> floors = new EnumMap<>(Priority.class);

    DueJobs(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One query a lane, each along its index: what is locked is what is taken. Pushed first: somebody waits for it. */
    List<JobRow> take(int limit, @Nullable Long generation, Consumer<List<JobRow>> push) {
        return database.inTransaction(() -> {
            List<JobRow> taken = new ArrayList<>();
            for (Priority priority : Priority.values()) {
                if (taken.size() < limit) {
                    List<JobRow> rows = take(priority, limit - taken.size(), generation);
                    if (!rows.isEmpty()) {
                        push.accept(rows);
                        markQueued(database, rows.stream().map(JobRow::id).toList(), generation);
                    }
                    taken.addAll(rows);
                }
            }
            return taken;
        });
    }

    /**
     * MySQL clears away the index entries of what was taken only by and by. So that taking much does not walk over them
     * again and again, it goes on where the last take that brought all it wanted ended, and looks at the beginning, too,
     * every second.
     */
    private List<JobRow> take(Priority priority, int limit, @Nullable Long generation) {
        Instant now = clock.instant();
        Floor floor = floor(priority);
        boolean fromTheBeginning = floor == null || floor.lookedAt().plus(LOOK_BACK).isBefore(now);
        Instant from = fromTheBeginning || floor == null ? Instant.EPOCH : floor.from();
        List<JobRow> rows = database.query(DUE, (row, i) -> queued(JobRows.read(row), generation, Times.instant(row,
                "now")), priority.ordinal(), from, limit);
        Instant lookedAt = fromTheBeginning || floor == null ? now : floor.lookedAt();
        synchronized (floors) {
            if (rows.size() == limit) {
                floors.put(priority, new Floor(rows.getLast().availableAt().minus(LATE), lookedAt));
            } else {
                floors.remove(priority);
            }
        }
        return rows;
    }

    private @Nullable Floor floor(Priority priority) {
        synchronized (floors) {
            return floors.get(priority);
        }
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
            database.update(
                    "UPDATE job FORCE INDEX (PRIMARY) SET state = 'queued', queued_at = UTC_TIMESTAMP(3), generation = ? WHERE "
                            + JobTransitions.into(JobState.QUEUED, JobState.REQUESTED) + " AND id IN ("
                            + Database.placeholders(some.size()) + ")",
                    arguments.toArray());
        }
    }

    /** The row as marking it leaves it. */
    static JobRow queued(JobRow row, @Nullable Long generation, Instant now) {
        return new JobRow(row.id(), row.type(), row.priority(), JobState.QUEUED, row.attempt(), row.crashes(),
                generation, row.digest(), row.createdAt(), row.availableAt(), now, row.startedAt(), row.finishedAt());
    }

    /** Where the next take of a lane begins, and when it was last looked at from the beginning. */
    private record Floor(Instant from, Instant lookedAt) {
    }
}
