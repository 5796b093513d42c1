package dev.winnow.db.inventory;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Texts;
import dev.winnow.db.TimeOrderedIds;
import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.ResourceDescription;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Writes what harvests find, in batches; for workers. Every method may be repeated with the same job, by the same
 * attempt or a later one. A job that is older than another that has written since changes nothing of what that wrote.
 */
@JdbcStore
public class HarvestWriter {
    private static final int BATCH = 200;

    private final Database database;
    private final ResourceWriter resources;

    HarvestWriter(Database database, TimeOrderedIds ids) {
        this.database = database;
        this.resources = new ResourceWriter(database, ids);
    }

    /** Notes that a harvest of this account, region and type begins. */
    public void begin(CloudAccount account, String region, String type, long jobId) {
        database.update("""
            INSERT INTO harvest_scope (account_id, region, type, last_job_id, last_started_at)
            VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3))
            ON DUPLICATE KEY UPDATE
                last_started_at = IF(VALUES(last_job_id) >= last_job_id, VALUES(last_started_at), last_started_at),
                last_job_id = GREATEST(last_job_id, VALUES(last_job_id))""", account.id(), region, type, jobId);
    }

    /**
     * Inserts or replaces these, with their tags; each few hundred in a transaction. Values too long for a column are
     * cut and kept whole in the attributes. Of two with the same region and id the last one counts.
     */
    public void save(CloudAccount account, String region, String type, long jobId,
            List<ResourceDescription> descriptions) {
        for (int from = 0; from < descriptions.size(); from += BATCH) {
            List<ResourceDescription> some = descriptions.subList(from, Math.min(from + BATCH, descriptions.size()));
            NavigableMap<FittedResource.Key, FittedResource> fitted = new TreeMap<>();
            for (ResourceDescription description : some) {
                FittedResource resource = FittedResource.of(description);
                fitted.put(resource.key(), resource);
            }
            database.doInTransaction(() -> resources.write(account, region, type, jobId, fitted));
        }
    }

    /** Ends a complete harvest: what neither it nor a later job has seen is deleted. Returns how many were. */
    public long complete(CloudAccount account, String region, String type, long jobId) {
        return database.inTransaction(() -> {
            long deleted = database.update("""
                UPDATE resource SET deleted_at = UTC_TIMESTAMP(3)
                WHERE account_id = ? AND scope = ? AND type = ? AND seen_by_job < ? AND deleted_at IS NULL""",
                    account.id(), region, type, jobId);
            long live = database.number("""
                SELECT COUNT(*) FROM resource
                WHERE account_id = ? AND scope = ? AND type = ? AND deleted_at IS NULL""", account.id(), region,
                    type);
            database.update("""
                UPDATE harvest_scope SET last_succeeded_at = UTC_TIMESTAMP(3), resources = ?, problem = NULL
                WHERE account_id = ? AND region = ? AND type = ? AND last_job_id <= ?""", live, account.id(),
                    region, type, jobId);
            return deleted;
        });
    }

    /** Ends a harvest that failed: nothing is deleted, the reason is kept. */
    public void failed(CloudAccount account, String region, String type, long jobId, String problem) {
        database.update("""
            UPDATE harvest_scope SET problem = ?
            WHERE account_id = ? AND region = ? AND type = ? AND last_job_id <= ?""",
                Texts.cutBytes(problem, 60_000), account.id(), region, type, jobId);
    }
}
