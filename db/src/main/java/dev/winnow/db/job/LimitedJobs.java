package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.plugin.spi.Priority;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorts limited jobs by what they do to their limits: wait at their gate, hold a place, or neither. The gate is the pair of
 * a job's keys; those of one gate are let in by turns of their lanes, in a lane in the order of their time.
 */
final class LimitedJobs {
    private static final String GATE = """
        LEFT(SHA2(CONCAT(COALESCE(CHAR_LENGTH(l.concurrency_key), -1), ':', COALESCE(l.concurrency_key, ''),
            COALESCE(CHAR_LENGTH(l.rate_key), -1), ':', COALESCE(l.rate_key, '')), 256), 32)""";
    private static final String SORT = """
        UPDATE job_limit l LEFT JOIN job j ON j.id = l.job_id
        SET l.standing = CASE WHEN j.state = 'requested' AND j.traits & %d = 0 THEN 'waits'
                WHEN j.state IN ('queued', 'running') AND l.concurrency_key IS NOT NULL THEN 'counted' ELSE 'out' END,
            l.gate = %s, l.priority = j.priority, l.available_at = j.available_at
        WHERE l.job_id IN (""".formatted(JobTrait.WAITING.bit(), GATE);
    /** The next attempt of one that failed is due: it waits at its gate once more. */
    private static final String DUE = """
        SELECT id FROM job FORCE INDEX (job_by_turn) WHERE state = 'retrying' AND priority = ? AND held = 1
            AND available_at <= UTC_TIMESTAMP(3) ORDER BY available_at LIMIT ?""";
    private static final String ENDED = """
        SELECT l.job_id FROM job_limit l LEFT JOIN job j ON j.id = l.job_id
        WHERE l.standing = 'counted' AND (j.id IS NULL OR j.state NOT IN ('queued', 'running')) LIMIT ?""";

    private final Database database;

    LimitedJobs(Database database) {
        this.database = database;
    }

    boolean any() {
        return database.number("SELECT 1 FROM job_limit WHERE standing IN ('new', 'waits', 'counted') LIMIT 1") > 0
                || !due(1).isEmpty();
    }

    /** How many of them changed their standing. */
    int sort(int limit) {
        List<Long> due = due(limit);
        for (List<Long> some : JobRows.chunks(due)) {
            String in = " IN (" + Database.placeholders(some.size()) + ")";
            database.update(
                    "UPDATE " + JobRows.BY_ID + " SET state = 'requested', queued_at = NULL WHERE id" + in + " AND "
                            + JobTransitions.into(JobState.REQUESTED, JobState.RETRYING),
                    some.toArray());
            database.update("UPDATE job_limit SET standing = 'new' WHERE job_id" + in, some.toArray());
        }
        List<Long> ended = ids(ENDED, limit);
        for (List<Long> some : JobRows.chunks(ended)) {
            database.update("UPDATE job_limit SET standing = 'out' WHERE standing = 'counted' AND job_id IN ("
                    + Database.placeholders(some.size()) + ")", some.toArray());
        }
        List<Long> fresh = ids("SELECT job_id FROM job_limit WHERE standing = 'new' LIMIT ?", limit);
        for (List<Long> some : JobRows.chunks(fresh)) {
            String in = Database.placeholders(some.size());
            database.update(SORT + in + ")", some.toArray());
            database.update("INSERT IGNORE INTO job_gate (gate, concurrency_key, rate_key) SELECT DISTINCT gate, "
                    + "concurrency_key, rate_key FROM job_limit WHERE standing = 'waits' AND job_id IN (" + in + ")",
                    some.toArray());
        }
        return ended.size() + fresh.size();
    }

    private List<Long> due(int limit) {
        List<Long> due = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            due.addAll(ids(DUE, priority.ordinal(), limit));
        }
        return due;
    }

    private List<Long> ids(String sql, Object... arguments) {
        return database.query(sql, (row, i) -> row.getLong(1), arguments);
    }
}
