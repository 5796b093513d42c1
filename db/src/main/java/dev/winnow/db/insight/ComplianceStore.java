package dev.winnow.db.insight;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Texts;
import dev.winnow.db.Times;
import dev.winnow.db.inventory.CompiledQuery;
import dev.winnow.db.inventory.ResourceSearch;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Findings and scores; written by workers. */
@JdbcStore
public class ComplianceStore {
    private final Database database;
    private final FindingWriter writer;
    private final ResourceSearch resources;

    ComplianceStore(Database database, ResourceSearch resources) {
        this.database = database;
        this.writer = new FindingWriter(database);
        this.resources = resources;
    }

    /**
     * Computes an insight inside MySQL: every live resource of the type that satisfies the query is a finding, the
     * others' findings are resolved, and a score is kept. One transaction.
     */
    public Score compute(long insightId, String resourceType, ResourceQuery query, long jobId,
            @Nullable Long generation) {
        CompiledQuery compiled = CompiledQuery.of(query);
        return database.inTransaction(() -> {
            Instant now = database.now();
            writer.find(insightId, resourceType, compiled, jobId, now);
            return score(insightId, resourceType, jobId, generation, now);
        });
    }

    /** The same for the slow path: the findings are these resources. */
    public Score compute(long insightId, String resourceType, List<Long> resourceIds, long jobId,
            @Nullable Long generation) {
        return database.inTransaction(() -> {
            Instant now = database.now();
            writer.find(insightId, resourceType, resourceIds, jobId, now);
            return score(insightId, resourceType, jobId, generation, now);
        });
    }

    /** Keeps why an insight could not be computed, with the last known numbers. */
    public void problem(long insightId, String problem, long jobId, @Nullable Long generation) {
        database.update("""
            INSERT INTO compliance (insight_id, computed_at, job_id, generation, total, failing, problem)
            SELECT ?, UTC_TIMESTAMP(3), ?, ?, COALESCE(MAX(l.total), 0), COALESCE(MAX(l.failing), 0), ?
            FROM (SELECT total, failing FROM compliance WHERE insight_id = ? ORDER BY computed_at DESC LIMIT 1) l
            ON DUPLICATE KEY UPDATE job_id = VALUES(job_id), problem = VALUES(problem)""", insightId, jobId,
                generation, Texts.cutBytes(problem, 60_000), insightId);
    }

    /** The latest score of each insight. */
    public Map<Long, Score> latest() {
        Map<Long, Score> scores = new LinkedHashMap<>();
        database.query("""
            SELECT c.* FROM compliance c
            JOIN (SELECT insight_id, MAX(computed_at) AS computed_at FROM compliance GROUP BY insight_id) l
                ON l.insight_id = c.insight_id AND l.computed_at = c.computed_at
            ORDER BY c.insight_id""", (row, i) -> scores.put(row.getLong("insight_id"), read(row)));
        return scores;
    }

    /** Scores over time, oldest first. */
    public List<Score> history(long insightId, int limit) {
        List<Score> newestFirst = database.query(
                "SELECT * FROM compliance WHERE insight_id = ? ORDER BY computed_at DESC LIMIT ?",
                (row, i) -> read(row), insightId, limit);
        return newestFirst.reversed();
    }

    /** Open findings of an insight, after this resource id. */
    public List<Finding> findings(long insightId, @Nullable Long afterResourceId, int limit) {
        Map<Long, Instant> since = new LinkedHashMap<>();
        database.query("""
            SELECT f.resource_id, f.first_seen FROM finding f JOIN resource r ON r.id = f.resource_id
            WHERE f.insight_id = ? AND f.resolved_at IS NULL AND r.deleted_at IS NULL AND f.resource_id > ?
            ORDER BY f.resource_id LIMIT ?""",
                (row, i) -> since.put(row.getLong("resource_id"), Times.instant(row, "first_seen")), insightId,
                afterResourceId == null ? 0L : afterResourceId, limit);
        return resources.find(List.copyOf(since.keySet())).stream()
                .map(resource -> new Finding(resource, since.getOrDefault(resource.id(), resource.lastSeen())))
                .toList();
    }

    /** Open findings on a resource: insight ids. */
    public List<Long> findingsOn(long resourceId) {
        return database.query(
                "SELECT insight_id FROM finding WHERE resource_id = ? AND resolved_at IS NULL ORDER BY insight_id",
                (row, i) -> row.getLong(1), resourceId);
    }

    /** What was not found just now is resolved; what counts then is kept. */
    private Score score(long insightId, String resourceType, long jobId, @Nullable Long generation, Instant now) {
        long failing = writer.resolveOthers(insightId, jobId, now);
        long total = database.number("SELECT COUNT(*) FROM resource WHERE type = ? AND deleted_at IS NULL",
                resourceType);
        database.update("""
            INSERT INTO compliance (insight_id, computed_at, job_id, generation, total, failing)
            VALUES (?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE job_id = VALUES(job_id), generation = VALUES(generation),
                total = VALUES(total), failing = VALUES(failing), problem = NULL""", insightId, now, jobId,
                generation, total, failing);
        return new Score(insightId, now, jobId, total, failing, null);
    }

    private static Score read(ResultSet row) throws SQLException {
        return new Score(row.getLong("insight_id"), Times.instant(row, "computed_at"), row.getLong("job_id"),
                row.getLong("total"), row.getLong("failing"), row.getString("problem"));
    }

    /**
     * How an insight stood.
     *
     * @param total live resources of the type
     * @param failing those that are findings
     * @param problem why it could not be computed; null where it was
     */
    public record Score(long insightId, Instant computedAt, long jobId, long total, long failing,
            @Nullable String problem) {
        /** The share of resources without a finding, 0 to 100, one decimal; 100 of none. */
        public double percent() {
            return total == 0 ? 100 : Math.floor((total - failing) * 1000.0 / total) / 10;
        }
    }

    /** A resource that an insight names, since when. */
    public record Finding(Resource resource, Instant firstSeen) {
    }
}
