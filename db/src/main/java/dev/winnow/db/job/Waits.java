package dev.winnow.db.job;

import dev.winnow.db.Database;
import dev.winnow.db.process.ProcessTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Jobs that wait for something else than their turn. Looks at a page at a time, so that many cost no more than a few. */
final class Waits {
    private static final String PAGE_END = """
        SELECT on_id FROM job_wait WHERE kind = 'job' AND on_id > ? ORDER BY on_id LIMIT 1 OFFSET ?""";
    private static final String CHAINS = """
        SELECT w.job_id, w.on_id, p.state FROM job_wait w LEFT JOIN job p ON p.id = w.on_id
        WHERE w.kind = 'job' AND w.on_id > ? AND w.on_id <= ? AND (p.id IS NULL OR p.\s"""
            + JobTransitions.in(JobState.FINISHED) + ") ORDER BY w.on_id";
    private static final String PARKED = """
        SELECT w.job_id, EXISTS (SELECT 1 FROM process_handler h JOIN process p ON p.id = h.process_id
            WHERE h.job_type = j.type AND\s""" + ProcessTable.takes("j.priority") + """
        ) AS handled FROM job_wait w LEFT JOIN job j ON j.id = w.job_id
        WHERE w.kind = 'handler' AND w.job_id > ? ORDER BY w.job_id LIMIT ?""";

    /** Links of a chain in one question; both servers bound a recursion by 1,000 unless told otherwise. */
    private static final int DEPTH = 500;
    private static final String AFTER = """
        WITH RECURSIVE chain (id, depth) AS (
            SELECT job_id, 1 FROM job_wait WHERE kind = 'job' AND on_id IN (%s)
            UNION ALL
            SELECT w.job_id, c.depth + 1 FROM chain c JOIN job_wait w ON w.kind = 'job' AND w.on_id = c.id
            WHERE c.depth <\s""" + DEPTH + """
        )
        SELECT id, depth FROM chain""";

    private final Database database;

    Waits(Database database) {
        this.database = database;
    }

    /** Those whose predecessor has ended, by what came of it; null where that is not on record any more. */
    JobReleases.Found<JobReleases.Predecessor> endedPredecessors(long after, int size) {
        long end = database.first(PAGE_END, (row, i) -> row.getLong(1), after, size - 1).orElse(Long.MAX_VALUE);
        List<JobReleases.Predecessor> found = database.query(CHAINS, (row, i) -> {
            String state = row.getString("state");
            return new JobReleases.Predecessor(row.getLong("job_id"), row.getLong("on_id"),
                    state == null ? null : JobState.ofCode(state));
        }, after, end);
        return new JobReleases.Found<>(found, end == Long.MAX_VALUE ? 0 : end);
    }

    /** Those that a live worker could run by now. */
    JobReleases.Found<Long> handledAgain(long after, int size) {
        Map<Long, Boolean> page = new HashMap<>();
        List<Long> ids = database.query(PARKED, (row, i) -> {
            page.put(row.getLong("job_id"), row.getBoolean("handled"));
            return row.getLong("job_id");
        }, after, size);
        return new JobReleases.Found<>(ids.stream().filter(id -> page.getOrDefault(id, false)).toList(),
                ids.size() < size ? 0 : ids.getLast());
    }

    /** All that come after these in their chains, these excluded. */
    List<Long> after(Collection<Long> predecessors) {
        List<Long> all = new ArrayList<>();
        List<Long> next = List.copyOf(predecessors);
        while (!next.isEmpty()) {
            List<Long> deepest = new ArrayList<>();
            for (List<Long> some : JobRows.chunks(next)) {
                all.addAll(database.query(AFTER.formatted(Database.placeholders(some.size())), (row, i) -> {
                    long id = row.getLong("id");
                    if (row.getInt("depth") == DEPTH) {
                        deepest.add(id);
                    }
                    return id;
                }, some.toArray()));
            }
            next = deepest;
        }
        return all;
    }

    /** Lets these take their turn like all others. */
    void release(Collection<Long> ids) {
        for (List<Long> some : JobRows.chunks(ids)) {
            String in = "IN (" + Database.placeholders(some.size()) + ")";
            database.update(
                    "UPDATE " + JobRows.BY_ID + " SET traits = traits & ~" + JobTrait.WAITING.bit() + " WHERE id " + in
                            + " AND state = 'requested'",
                    some.toArray());
            database.update("DELETE FROM job_wait WHERE job_id " + in, some.toArray());
            database.update("UPDATE job_limit SET standing = 'new' WHERE job_id " + in, some.toArray());
        }
    }

    /** The ids of jobs that wait for these batches. */
    List<Long> forBatches(Collection<Long> batches) {
        List<Long> ids = new ArrayList<>();
        for (List<Long> some : JobRows.chunks(batches)) {
            ids.addAll(database.query("SELECT job_id FROM job_wait WHERE kind = 'batch' AND on_id IN ("
                    + Database.placeholders(some.size()) + ")", (row, i) -> row.getLong(1), some.toArray()));
        }
        return ids;
    }
}
