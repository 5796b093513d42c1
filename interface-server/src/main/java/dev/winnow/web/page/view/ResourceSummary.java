package dev.winnow.web.page.view;

import dev.winnow.plugin.spi.Resource;
import java.util.Map;
import java.util.Objects;

/** A resource as lists show it; what is unknown is a dash. */
public record ResourceSummary(long id, String name, String nativeId, String type, Status status, String size,
        String region, String account, When lastSeen) {
    /** A resource, seen from now; accounts are names by id. */
    public static ResourceSummary of(Resource resource, Map<Long, String> accounts, Times times) {
        var description = resource.description();
        String name = description.name();
        return new ResourceSummary(resource.id(), name == null || name.isBlank() ? description.nativeId() : name,
                description.nativeId(), resource.type(),
                Status.ofResource(Objects.requireNonNullElse(description.state(), "unknown")),
                Objects.requireNonNullElse(description.instanceType(), "–"), description.region(),
                accounts.getOrDefault(resource.accountId(), "account " + resource.accountId()),
                times.when(resource.lastSeen()));
    }
}
