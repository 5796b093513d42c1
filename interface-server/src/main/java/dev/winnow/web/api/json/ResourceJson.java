package dev.winnow.web.api.json;

import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A resource. */
public record ResourceJson(String id, String accountId, String provider, String type, String region, String nativeId,
        @Nullable String name, @Nullable String state, @Nullable String instanceType, @Nullable String imageId,
        @Nullable String zone, @Nullable String networkId, @Nullable String subnetId, @Nullable String privateIp,
        @Nullable String publicIp, @Nullable Instant launchedAt, Instant firstSeen, Instant lastSeen,
        Map<String, String> tags, Map<String, Object> attributes) {
    public static ResourceJson of(Resource resource) {
        ResourceDescription what = resource.description();
        return new ResourceJson(Long.toString(resource.id()), Long.toString(resource.accountId()), resource.provider(),
                resource.type(), what.region(), what.nativeId(), what.name(), what.state(), what.instanceType(),
                what.imageId(), what.zone(), what.networkId(), what.subnetId(), what.privateIp(), what.publicIp(),
                what.launchedAt(), resource.firstSeen(), resource.lastSeen(), what.tags(), what.attributes());
    }
}
