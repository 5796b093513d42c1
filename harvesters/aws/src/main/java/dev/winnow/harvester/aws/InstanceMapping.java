package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.ResourceDescription;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one mapping from an EC2 instance, as the AWS CLI prints it, to a resource: for what the API sends and for files.
 * What has a column goes there, all else is kept as attributes; nothing is compared with a list of known values.
 */
final class InstanceMapping {
    /** A zone begins with its region's name; local and wavelength zones add more than a letter. */
    private static final Pattern REGION_OF_ZONE = Pattern.compile("^([a-z]{2,3}(?:-[a-z]+)+-\\d+)");
    private static final Set<String> IN_COLUMNS = Set.of("InstanceId", "InstanceType", "ImageId", "VpcId", "SubnetId",
            "PrivateIpAddress", "PublicIpAddress", "LaunchTime", "Tags");

    private InstanceMapping() {
    }

    /**
     * @param instance what {@code describe-instances} says of one
     * @param region where it was read; empty to take it from its zone
     * @throws IllegalArgumentException where it has no id
     */
    static ResourceDescription map(Map<String, Object> instance, String region) {
        String id = text(instance, "InstanceId");
        if (id == null) {
            throw new IllegalArgumentException("an instance without InstanceId");
        }
        String zone = text(child(instance, "Placement"), "AvailabilityZone");
        ResourceDescription.Builder resource = ResourceDescription.of(id, region.isEmpty() ? regionOf(zone) : region)
                .state(text(child(instance, "State"), "Name")).instanceType(text(instance, "InstanceType"))
                .imageId(text(instance, "ImageId")).zone(zone).networkId(text(instance, "VpcId"))
                .subnetId(text(instance, "SubnetId")).privateIp(text(instance, "PrivateIpAddress"))
                .publicIp(text(instance, "PublicIpAddress")).launchedAt(instant(text(instance, "LaunchTime")));
        if (instance.get("Tags") instanceof List<?> tags) {
            for (Object tag : tags) {
                if (tag instanceof Map<?, ?> pair && pair.get("Key") != null) {
                    String key = pair.get("Key").toString();
                    String value = pair.get("Value") == null ? "" : pair.get("Value").toString();
                    resource.tag(key, value);
                    if (key.equals("Name")) {
                        resource.name(value);
                    }
                }
            }
        }
        instance.forEach((key, value) -> {
            if (!IN_COLUMNS.contains(key)) {
                resource.attribute(key, value);
            }
        });
        return resource.build();
    }

    static String regionOf(@Nullable String zone) {
        Matcher matcher = REGION_OF_ZONE.matcher(zone == null ? "" : zone);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Map<?, ?> child(Map<String, Object> parent, String name) {
        return parent.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static @Nullable String text(Map<?, ?> parent, String name) {
        Object value = parent.get(name);
        return value == null || value instanceof Map<?, ?> || value instanceof List<?> ? null : value.toString();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            // A time in a form that is newer than us is no reason to lose the instance.
            return null;
        }
    }
}
