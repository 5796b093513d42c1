package dev.winnow.plugin.spi;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of a resource. Values newer than this software are kept as they are: state and instance type
 * are the provider's own words.
 *
 * @param nativeId the provider's id, unique in the account, region and type; at most 255 characters
 * @param region for example {@code eu-central-1}; empty for a global resource
 * @param name the name people gave it
 * @param state the provider's word for its state
 * @param instanceType the provider's word for its size
 * @param imageId the image it was made from
 * @param zone the availability zone
 * @param networkId the virtual network
 * @param subnetId the subnet
 * @param privateIp the first private address
 * @param publicIp the public address
 * @param launchedAt when it was launched
 * @param tags key to value, values possibly empty
 * @param attributes all else, as JSON has it: String, Number, Boolean, List, Map
 */
public record ResourceDescription(String nativeId, String region, @Nullable String name, @Nullable String state,
        @Nullable String instanceType, @Nullable String imageId, @Nullable String zone, @Nullable String networkId,
        @Nullable String subnetId, @Nullable String privateIp, @Nullable String publicIp, @Nullable Instant launchedAt,
        Map<String, String> tags, Map<String, Object> attributes) {
    public ResourceDescription {
        Objects.requireNonNull(nativeId, "nativeId");
        Objects.requireNonNull(region, "region");
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** Begins a description. */
    public static Builder of(String nativeId, String region) {
        return new Builder(nativeId, region);
    }

    /** Collects the optional parts by name. */
    public static final class Builder {
        private final String nativeId;
        private final String region;
        private final Map<String, String> tags = new LinkedHashMap<>();
        private final Map<String, Object> attributes = new LinkedHashMap<>();
        private @Nullable String name;
        private @Nullable String state;
        private @Nullable String instanceType;
        private @Nullable String imageId;
        private @Nullable String zone;
        private @Nullable String networkId;
        private @Nullable String subnetId;
        private @Nullable String privateIp;
        private @Nullable String publicIp;
        private @Nullable Instant launchedAt;

        private Builder(String nativeId, String region) {
            this.nativeId = nativeId;
            this.region = region;
        }

        public Builder name(@Nullable String value) {
            name = value;
            return this;
        }

        public Builder state(@Nullable String value) {
            state = value;
            return this;
        }

        public Builder instanceType(@Nullable String value) {
            instanceType = value;
            return this;
        }

        public Builder imageId(@Nullable String value) {
            imageId = value;
            return this;
        }

        public Builder zone(@Nullable String value) {
            zone = value;
            return this;
        }

        public Builder networkId(@Nullable String value) {
            networkId = value;
            return this;
        }

        public Builder subnetId(@Nullable String value) {
            subnetId = value;
            return this;
        }

        public Builder privateIp(@Nullable String value) {
            privateIp = value;
            return this;
        }

        public Builder publicIp(@Nullable String value) {
            publicIp = value;
            return this;
        }

        public Builder launchedAt(@Nullable Instant value) {
            launchedAt = value;
            return this;
        }

        /** Adds a tag; a later one of the same key wins. */
        public Builder tag(String key, String value) {
            tags.put(key, value);
            return this;
        }

        /** Adds an attribute; null is left out. */
        public Builder attribute(String key, @Nullable Object value) {
            if (value != null) {
                attributes.put(key, value);
            }
            return this;
        }

        public ResourceDescription build() {
            return new ResourceDescription(nativeId, region, name, state, instanceType, imageId, zone, networkId,
                    subnetId, privateIp, publicIp, launchedAt, tags, attributes);
        }
    }
}
