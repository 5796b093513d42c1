package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Removes finished jobs along their index, a page at a time. */
final class FinishedJobs {
    private static final List<String> BESIDE = List.of("job_detail", "job_attempt", "job_progress", "job_result",
            "job_expiry", "job_limit", "job_wait", "job_cancel", "job_batch_member");
    private static final String PAGE = """
        SELECT id, available_at, finished_at < ?
            AND NOT EXISTS (SELECT 1 FROM job_batch_member m JOIN job_batch b ON b.id = m.batch_id
                WHERE m.job_id = job.id AND b.finished_at IS NULL)
            AND NOT EXISTS (SELECT 1 FROM job_wait w WHERE w.kind = 'job' AND w.on_id = job.id) AS removable
        FROM job FORCE INDEX (job_by_turn)
        WHERE state = ? AND priority = ? AND held = ? AND available_at >= ? AND available_at < ?
            AND (available_at > ? OR id > ?)
        ORDER BY available_at, id LIMIT ?""";
    private static final String LOCK = "SELECT id FROM " + JobRows.BY_ID + " WHERE id IN (%s) AND state = ? "
            + "AND finished_at < ? ORDER BY id FOR UPDATE";
    /** Lines of a log that one statement removes: a job may have thousands. */
    private static final int LINES = 10_000;

    private final Database database;

    FinishedJobs(Database database) {
        this.database = database;
    }

    /** The parts of the index where jobs of this state are. */
    static List<Stretch> stretches(JobState state) {
        List<Stretch> stretches = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            stretches.add(new Stretch(state, priority, false));
            stretches.add(new Stretch(state, priority, true));
        }
        return stretches;
    }

    /** Removes those of the page after this one that ended before then. */
    Page remove(Stretch stretch, Instant before, Page after, int rows, BooleanSupplier goOn) {
        List<Found> found = database.query(PAGE, (row, i) -> new Found(row.getLong("id"),
                Times.instant(row, "available_at"), row.getBoolean("removable")), before, stretch.state().code(),
                stretch.priority().ordinal(), stretch.held(), after.availableAt(), before, after.availableAt(),
                after.id(), rows);
        List<Long> removable = found.stream().filter(Found::removable).map(Found::id).toList();
        removeLogs(removable, goOn);
        int removed = removable.isEmpty() || !goOn.getAsBoolean() ? 0 : remove(removable, stretch.state(), before);
        boolean more = found.size() == rows;
        return more
                ? new Page(found.getLast().availableAt(), found.getLast().id(), removed, true)
                : new Page(after.availableAt(), after.id(), removed, false);
    }

    /** In statements of their own: what is left of a log when this is stopped goes the next time. */
    private void removeLogs(List<Long> ids, BooleanSupplier goOn) {
        for (List<Long> some : JobRows.chunks(ids)) {
            String sql = "DELETE FROM job_log WHERE job_id IN (" + Database.placeholders(some.size()) + ") LIMIT "
                    + LINES;
            int removed = LINES;
            while (removed == LINES && goOn.getAsBoolean()) {
                removed = database.update(sql, some.toArray());
            }
        }
    }

    private int remove(List<Long> ids, JobState state, Instant before) {
        return database.inTransaction(() -> {
            List<Object> arguments = new ArrayList<>(ids);
            arguments.addAll(List.of(state.code(), before));
            // Somebody may have asked for one of them once more.
            List<Long> locked = database.query(LOCK.formatted(Database.placeholders(ids.size())),
                    (row, i) -> row.getLong(1), arguments.toArray());
            for (List<Long> some : JobRows.chunks(locked)) {
                String in = " IN (" + Database.placeholders(some.size()) + ")";
                for (String table : BESIDE) {
                    database.update("DELETE FROM " + table + " WHERE job_id" + in, some.toArray());
                }
                // A batch goes with its completion; its members' jobs go when they are old enough themselves.
                database.update("DELETE FROM job_batch WHERE id" + in, some.toArray());
                database.update("DELETE FROM job WHERE id" + in, some.toArray());
            }
            return locked.size();
        });
    }

    /** Where in the index: its first three columns. */
    record Stretch(JobState state, Priority priority, boolean held) {
    }

    /** How far it is, how many of the last page were removed, and whether there may be more. */
    record Page(Instant availableAt, long id, int removed, boolean more) {
        static final Page START = new Page(Instant.EPOCH, 0, 0, true);
    }

    private record Found(long id, Instant availableAt, boolean removable) {
    }
}
