package dev.winnow.plugin.testkit;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.query.Column;
import dev.winnow.plugin.spi.query.ColumnType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table of {@link dev.winnow.plugin.spi.query.DbObjects}.
 *
 * @param values by column; absent ones are not in it
 * @param attributes a resource's
 */
record Row(String table, Map<String, Object> values, Map<String, Object> attributes) {
    static Row resource(Resource resource) {
        ResourceDescription d = resource.description();
        Map<String, @Nullable Object> all = new HashMap<>();
        all.put("id", resource.id());
        all.put("account_id", resource.accountId());
        all.put("provider", resource.provider());
        all.put("type", resource.type());
        all.put("first_seen", resource.firstSeen());
        all.put("last_seen", resource.lastSeen());
        all.put("region", d.region());
        all.put("native_id", d.nativeId());
        all.put("name", d.name());
        all.put("state", d.state());
        all.put("instance_type", d.instanceType());
        all.put("image_id", d.imageId());
        all.put("zone", d.zone());
        all.put("network_id", d.networkId());
        all.put("subnet_id", d.subnetId());
        all.put("private_ip", d.privateIp());
        all.put("public_ip", d.publicIp());
        all.put("launched_at", d.launchedAt());
        Map<String, Object> present = new HashMap<>();
        all.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value);
            }
        });
        return new Row("resource", present, d.attributes());
    }

    static List<Row> tags(Resource resource) {
        List<Row> rows = new ArrayList<>();
        resource.description().tags().forEach((key, value) -> rows
                .add(new Row("tag", Map.of("resource_id", resource.id(), "key", key, "value", value), Map.of())));
        return rows;
    }

    static Row account(CloudAccount account) {
        return new Row("account",
                Map.of("id", account.id(), "name", account.name(), "provider", account.provider()), Map.of());
    }

    static Row finding(long resourceId, long insightId, Instant firstSeen) {
        return new Row("finding", Map.of("resource_id", resourceId, "insight_id", insightId, "first_seen", firstSeen),
                Map.of());
    }

    @Nullable
    Object get(Column<?> column) {
        if (!column.table().name().equals(table)) {
            throw new IllegalArgumentException("column " + column + " is used where rows of " + table
                    + " are looked at; go there by a relation or a subquery");
        }
        return column.type() == ColumnType.ATTRIBUTE ? attribute(column.name()) : values.get(column.name());
    }

    long number(String column) {
        return values.get(column) instanceof Long number ? number : -1;
    }

    /** A scalar as text, as the daemon's JSON has it. */
    private @Nullable String attribute(String path) {
        Object at = attributes;
        for (String name : path.split("\\.")) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at == null || at instanceof Map<?, ?> || at instanceof List<?> ? null : at.toString();
    }
}
