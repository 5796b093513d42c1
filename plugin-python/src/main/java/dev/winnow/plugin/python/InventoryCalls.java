package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Inventory;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Accounts and resources as they cross the boundary. */
final class InventoryCalls {
    private InventoryCalls() {
    }

    static @Nullable Object answer(Inventory inventory, String name, JsonNode argument) {
        return switch (name) {
            case "account" -> inventory.account(argument.asLong(0)).map(InventoryCalls::facts).orElse(null);
            case "accounts" -> inventory.accounts().stream().map(InventoryCalls::facts).toList();
            case "resource" -> inventory.resource(argument.asLong(0)).map(InventoryCalls::facts).orElse(null);
            default -> save(inventory, argument);
        };
    }

    private static @Nullable Object save(Inventory inventory, JsonNode argument) {
        long id = argument.path("account").asLong(0);
        CloudAccount account = inventory.account(id)
                .orElseThrow(() -> new IllegalArgumentException("there is no cloud account " + id));
        inventory.save(account, argument.path("type").asString(""), description(argument.path("resource")));
        return null;
    }

    static Map<String, @Nullable Object> facts(CloudAccount account) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", account.id());
        facts.put("name", account.name());
        facts.put("provider", account.provider());
        facts.put("settings", account.settings().values());
        return facts;
    }

    private static Map<String, @Nullable Object> facts(Resource resource) {
        ResourceDescription description = resource.description();
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", resource.id());
        facts.put("account_id", resource.accountId());
        facts.put("provider", resource.provider());
        facts.put("type", resource.type());
        facts.put("first_seen", resource.firstSeen().toString());
        facts.put("last_seen", resource.lastSeen().toString());
        facts.put("native_id", description.nativeId());
        facts.put("region", description.region());
        facts.put("name", description.name());
        facts.put("state", description.state());
        facts.put("instance_type", description.instanceType());
        facts.put("image_id", description.imageId());
        facts.put("zone", description.zone());
        facts.put("network_id", description.networkId());
        facts.put("subnet_id", description.subnetId());
        facts.put("private_ip", description.privateIp());
        facts.put("public_ip", description.publicIp());
        Instant launched = description.launchedAt();
        facts.put("launched_at", launched == null ? null : launched.toString());
        facts.put("tags", description.tags());
        facts.put("attributes", description.attributes());
        return facts;
    }

    /**
     * What a plugin says of a resource.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    static ResourceDescription description(JsonNode node) {
        String nativeId = node.path("native_id").asString("");
        if (nativeId.isEmpty()) {
            throw new IllegalArgumentException("a resource needs a native_id, a text");
        }
        ResourceDescription.Builder builder = ResourceDescription.of(nativeId, node.path("region").asString(""))
                .name(text(node, "name")).state(text(node, "state")).instanceType(text(node, "instance_type"))
                .imageId(text(node, "image_id")).zone(text(node, "zone")).networkId(text(node, "network_id"))
                .subnetId(text(node, "subnet_id")).privateIp(text(node, "private_ip"))
                .publicIp(text(node, "public_ip")).launchedAt(instant(text(node, "launched_at")));
        for (Map.Entry<String, JsonNode> tag : node.path("tags").properties()) {
            builder.tag(tag.getKey(), tag.getValue().asString(""));
        }
        for (Map.Entry<String, JsonNode> attribute : node.path("attributes").properties()) {
            builder.attribute(attribute.getKey(), Json.plain(attribute.getValue()));
        }
        return builder.build();
    }

    private static @Nullable String text(JsonNode node, String key) {
        return node.path(key).asString(null);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "launched_at: expected an instant such as 2026-01-31T12:00:00Z, got '" + text + "'", e);
        }
    }
}
