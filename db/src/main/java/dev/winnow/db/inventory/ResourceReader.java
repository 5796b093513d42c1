package dev.winnow.db.inventory;

import dev.winnow.db.Database;
import dev.winnow.db.Json;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads resources with their tags: two statements, however many there are. */
final class ResourceReader {
    private final Database database;

    ResourceReader(Database database) {
        this.database = database;
    }

    /** The resources of {@code FROM resource r} with this rest of a SELECT. */
    List<Resource> read(String rest, @Nullable Object... arguments) {
        List<Row> rows = database.query("SELECT r.* FROM resource r " + rest, (row, i) -> row(row), arguments);
        Map<Long, Map<String, String>> tags = tags(rows.stream().map(Row::id).toList());
        List<Resource> resources = new ArrayList<>(rows.size());
        for (Row row : rows) {
            resources.add(row.toResource(tags.getOrDefault(row.id(), Map.of())));
        }
        return resources;
    }

    /** Tags of these resources, sorted by key. */
    Map<Long, Map<String, String>> tags(Collection<Long> ids) {
        Map<Long, Map<String, String>> tags = new HashMap<>();
        if (!ids.isEmpty()) {
            database.query("SELECT resource_id, tag_key, tag_value FROM resource_tag WHERE resource_id IN ("
                    + Database.placeholders(ids.size()) + ")",
                    (row, i) -> tags.computeIfAbsent(row.getLong(1), id -> new TreeMap<>()).put(row.getString(2),
                            row.getString(3)),
                    ids.toArray());
        }
        return tags;
    }

    private static Row row(ResultSet row) throws SQLException {
        ResourceDescription untagged = new ResourceDescription(row.getString("native_id"), row.getString("region"),
                row.getString("name"), row.getString("state"), row.getString("instance_type"),
                row.getString("image_id"), row.getString("zone"), row.getString("network_id"),
                row.getString("subnet_id"), row.getString("private_ip"), row.getString("public_ip"),
                Times.instantOrNull(row, "launched_at"), Map.of(), Json.map(row.getString("attributes")));
        return new Row(row.getLong("id"), new Resource(row.getLong("id"), row.getLong("account_id"),
                row.getString("provider"), row.getString("type"), Times.instant(row, "first_seen"),
                Times.instant(row, "last_seen"), untagged));
    }

    private record Row(long id, Resource untagged) {
        Resource toResource(Map<String, String> tags) {
            ResourceDescription d = untagged.description();
            return new Resource(id, untagged.accountId(), untagged.provider(), untagged.type(), untagged.firstSeen(),
                    untagged.lastSeen(),
                    new ResourceDescription(d.nativeId(), d.region(), d.name(), d.state(), d.instanceType(),
                            d.imageId(), d.zone(), d.networkId(), d.subnetId(), d.privateIp(), d.publicIp(),
                            d.launchedAt(), tags, d.attributes()));
        }
    }
}
