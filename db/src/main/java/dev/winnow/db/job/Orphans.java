package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.TimeOrderedIds;
import java.time.Instant;
import java.util.List;

/** Removes rows whose job is gone: written by a worker that did not know, or left when something died in between. */
final class Orphans {
    /** Lines of a log that one statement removes: a job may have thousands. */
    private static final int LINES = 10_000;

    private final Database database;

    Orphans(Database database) {
        this.database = database;
    }

    /** Removes some keys that are as good as none; returns how many. */
    int removeExpiredKeys(int rows) {
        return database.update("DELETE FROM job_key WHERE expires_at < UTC_TIMESTAMP(3) ORDER BY expires_at LIMIT "
                + rows);
    }

    /** Looks at the page after this one, of jobs from before then: only old jobs are removed. */
    Page remove(Kind kind, Instant before, Page after, int rows) {
        List<Found> found = database.query(kind.page(), (row, i) -> new Found(row.getLong(1), row.getBoolean(2)),
                after.id(), TimeOrderedIds.firstAt(before), rows);
        List<Long> gone = found.stream().filter(Found::orphan).map(Found::id).toList();
        boolean more = found.size() == rows;
        long next = found.isEmpty() ? after.id() : found.getLast().id();
        if (gone.isEmpty()) {
            return new Page(next, 0, more);
        }
        int removed = database.update("DELETE FROM " + kind.table + " WHERE " + kind.column + " IN ("
                + Database.placeholders(gone.size()) + ") LIMIT " + LINES, gone.toArray());
        // Logs are long: the same page once more, until it is clean.
        return removed == LINES ? new Page(after.id(), removed, true) : new Page(next, removed, more);
    }

    /** A table with rows of jobs, and the column that says whose. */
    enum Kind {
        DETAILS("job_detail", "job_id", "job"), ATTEMPTS("job_attempt", "job_id", "job"), LOGS("job_log", "job_id",
                "job"), PROGRESS("job_progress", "job_id", "job"), RESULTS("job_result", "job_id", "job"), EXPIRIES(
                        "job_expiry", "job_id", "job"), LIMITS("job_limit", "job_id", "job"), WAITS("job_wait",
                                "job_id", "job"), CANCELS("job_cancel", "job_id", "job"),
        /** A batch has the id of its completion. */
        BATCHES("job_batch", "id", "job"), MEMBERS("job_batch_member", "batch_id", "job_batch");

        private final String table;
        private final String column;
        private final String owner;

        Kind(String table, String column, String owner) {
            this.table = table;
            this.column = column;
            this.owner = owner;
        }

        private String page() {
            return "SELECT s.owner, NOT EXISTS (SELECT 1 FROM " + owner
                    + " o WHERE o.id = s.owner) FROM (SELECT DISTINCT "
                    + column + " AS owner FROM " + table + " WHERE " + column + " > ? AND " + column
                    + " < ? ORDER BY " + column + " LIMIT ?) s ORDER BY s.owner";
        }
    }

    /** How far it is, how many rows the last page lost, and whether there may be more. */
    record Page(long id, int removed, boolean more) {
        static final Page START = new Page(0, 0, true);
    }

    private record Found(long id, boolean orphan) {
    }
}
