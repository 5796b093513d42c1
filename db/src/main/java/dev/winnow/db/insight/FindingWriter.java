package dev.winnow.db.insight;

import dev.winnow.db.Database;
import dev.winnow.db.inventory.CompiledQuery;
import java.time.Instant;
import java.util.List;

/** Writes findings inside MySQL, within the caller's transaction. */
final class FindingWriter {
    private static final int IDS = 1000;
    private static final String INSERT = """
        INSERT INTO finding (insight_id, resource_id, first_seen, last_seen, seen_by_job)
        SELECT ?, r.id, ?, ?, ? FROM resource r WHERE r.type = ? AND\s""";
    /** One that was resolved and is back counts from now; that test comes before the assignment it reads. */
    private static final String UPSERT = """
        ON DUPLICATE KEY UPDATE
           first_seen = IF(finding.resolved_at IS NULL, finding.first_seen, VALUES(first_seen)),
           last_seen = VALUES(last_seen), seen_by_job = VALUES(seen_by_job), resolved_at = NULL""";

    private final Database database;

    FindingWriter(Database database) {
        this.database = database;
    }

    void find(long insightId, String resourceType, CompiledQuery query, long jobId, Instant now) {
        database.update(INSERT + query.where() + UPSERT,
                query.parametersBetween(List.of(insightId, now, now, jobId, resourceType), List.of()));
    }

    void find(long insightId, String resourceType, List<Long> resourceIds, long jobId, Instant now) {
        List<Long> sorted = resourceIds.stream().distinct().sorted().toList();
        for (int from = 0; from < sorted.size(); from += IDS) {
            List<Long> some = sorted.subList(from, Math.min(from + IDS, sorted.size()));
            CompiledQuery these = new CompiledQuery(
                    "r.deleted_at IS NULL AND r.id IN (" + Database.placeholders(some.size()) + ")",
                    List.copyOf(some));
            find(insightId, resourceType, these, jobId, now);
        }
    }

    /** Returns how many are open. */
    long resolveOthers(long insightId, long jobId, Instant now) {
        database.update("""
            UPDATE finding SET resolved_at = ?
            WHERE insight_id = ? AND resolved_at IS NULL AND (seen_by_job <> ? OR last_seen < ?)""", now, insightId,
                jobId, now);
        return database.number("SELECT COUNT(*) FROM finding WHERE insight_id = ? AND resolved_at IS NULL", insightId);
    }
}
