package dev.winnow.db.inventory;

import dev.winnow.db.Database;
import dev.winnow.db.TimeOrderedIds;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.CloudAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Inserts resources or brings them up to date, within the caller's transaction. */
final class ResourceWriter {
    /**
     * Id and first sight stay. A job that is older than the one that saw the resource last (one that lost its lease and
     * does not know) changes nothing of it; that test comes before the assignment it reads.
     */
    private static final String UPSERT = "INSERT INTO resource (id, account_id, provider, type, scope, region, "
            + "native_id, name, state, instance_type, image_id, zone, network_id, subnet_id, private_ip, public_ip, "
            + "launched_at, attributes, first_seen, last_seen, seen_by_job) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), ?) "
            + "ON DUPLICATE KEY UPDATE " + newer("provider", "scope", "name", "state", "instance_type", "image_id",
                    "zone", "network_id", "subnet_id", "private_ip", "public_ip", "launched_at", "attributes",
                    "last_seen")
            + "deleted_at = IF(VALUES(seen_by_job) >= seen_by_job, NULL, deleted_at), "
            + "seen_by_job = GREATEST(seen_by_job, VALUES(seen_by_job))";

    private final Database database;
    private final TimeOrderedIds ids;
    private final TagWriter tags;

    ResourceWriter(Database database, TimeOrderedIds ids) {
        this.database = database;
        this.ids = ids;
        this.tags = new TagWriter(database);
    }

    /** Sorted by key, so that two writers lock rows in the same order. */
    void write(CloudAccount account, String scope, String type, long jobId,
            NavigableMap<FittedResource.Key, FittedResource> resources) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        resources.values().forEach(resource -> rows.add(row(account, scope, type, jobId, resource)));
        database.batch(UPSERT, rows);
        Map<Long, Map<String, String>> wanted = new TreeMap<>();
        idsOf(account, type, jobId, resources).forEach((key, id) -> {
            FittedResource resource = resources.get(key);
            if (resource != null) {
                wanted.put(id, resource.tags());
            }
        });
        tags.replace(wanted);
    }

    private Map<FittedResource.Key, Long> idsOf(CloudAccount account, String type, long jobId,
            NavigableMap<FittedResource.Key, FittedResource> resources) {
        Map<String, List<String>> byRegion = new TreeMap<>();
        resources.keySet()
                .forEach(key -> byRegion.computeIfAbsent(key.region(), r -> new ArrayList<>()).add(key.nativeId()));
        Map<FittedResource.Key, Long> found = new HashMap<>();
        byRegion.forEach((region, nativeIds) -> {
            List<Object> arguments = new ArrayList<>(List.of(account.id(), type, region, jobId));
            arguments.addAll(nativeIds);
            database.query("SELECT id, region, native_id FROM resource WHERE account_id = ? AND type = ? "
                    + "AND region = ? AND seen_by_job = ? AND native_id IN ("
                    + Database.placeholders(nativeIds.size()) + ")",
                    (row, i) -> found.put(new FittedResource.Key(row.getString(2), row.getString(3)), row.getLong(1)),
                    arguments.toArray());
        });
        return found;
    }

    private @Nullable Object[] row(CloudAccount account, String scope, String type, long jobId,
            FittedResource resource) {
        List<@Nullable Object> row = new ArrayList<>(List.of(ids.next(), account.id(), account.provider(), type, scope,
                resource.key().region(), resource.key().nativeId()));
        row.addAll(resource.columns());
        row.add(Times.columnOrNull(resource.launchedAt()));
        row.add(resource.attributes());
        row.add(jobId);
        return row.toArray();
    }

    private static String newer(String... columns) {
        StringBuilder assignments = new StringBuilder();
        for (String column : columns) {
            assignments.append(column).append(" = IF(VALUES(seen_by_job) >= seen_by_job, VALUES(").append(column)
                    .append("), ").append(column).append("), ");
        }
        return assignments.toString();
    }
}
