package dev.winnow.db.inventory;

import dev.winnow.db.Json;
import dev.winnow.db.Texts;
import dev.winnow.plugin.spi.ResourceDescription;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A description made to fit the columns. What had to be cut stands whole in the attribute {@code winnow_uncut}, by the
 * column's name.
 *
 * @param key what tells it from others
 * @param columns name, state, instance type, image, zone, network, subnet, private and public address
 * @param launchedAt when it was launched
 * @param attributes as JSON
 * @param tags key to value
 */
record FittedResource(Key key, List<@Nullable String> columns, @Nullable Instant launchedAt, String attributes,
        Map<String, String> tags) {
    private static final int NATIVE_ID = 255;
    private static final int REGION = 100;
    private static final int TAG_KEY = 128;
    private static final int TAG_VALUE = 512;

    static FittedResource of(ResourceDescription description) {
        Map<String, Object> uncut = new LinkedHashMap<>();
        // Arrays.asList, since there may be nulls.
        List<@Nullable String> columns = Arrays.asList(cut("name", description.name(), 255, uncut),
                cut("state", description.state(), 100, uncut),
                cut("instance_type", description.instanceType(), 100, uncut),
                cut("image_id", description.imageId(), 255, uncut), cut("zone", description.zone(), 100, uncut),
                cut("network_id", description.networkId(), 255, uncut),
                cut("subnet_id", description.subnetId(), 255, uncut),
                cut("private_ip", description.privateIp(), 64, uncut),
                cut("public_ip", description.publicIp(), 64, uncut));
        Key key = new Key(identity("region", description.region(), REGION, uncut),
                identity("native_id", description.nativeId(), NATIVE_ID, uncut));
        Map<String, String> tags = tags(description.tags(), uncut);
        Map<String, Object> attributes = new LinkedHashMap<>(description.attributes());
        if (!uncut.isEmpty()) {
            attributes.put("winnow_uncut", uncut);
        }
        return new FittedResource(key, columns, description.launchedAt(), Json.write(attributes), tags);
    }

    private static @Nullable String cut(String column, @Nullable String value, int characters,
            Map<String, Object> uncut) {
        if (value == null) {
            return null;
        }
        String cut = Texts.cut(value, characters);
        if (!cut.equals(value)) {
            uncut.put(column, value);
        }
        return cut;
    }

    /** Two long ids that differ only behind the cut must stay two; trailing spaces do not count in MySQL's keys. */
    private static String identity(String column, String value, int characters, Map<String, Object> uncut) {
        String stripped = value.stripTrailing();
        if (stripped.codePointCount(0, stripped.length()) <= characters) {
            return stripped;
        }
        uncut.put(column, value);
        String digest = Texts.sha256(List.of(value)).substring(0, 32);
        return Texts.cut(stripped, characters - digest.length()) + digest;
    }

    private static Map<String, String> tags(Map<String, String> tags, Map<String, Object> uncut) {
        Map<String, String> fitted = new TreeMap<>();
        Map<String, String> tooLong = new LinkedHashMap<>();
        tags.forEach((key, value) -> {
            String fittedKey = Texts.cut(key.stripTrailing(), TAG_KEY);
            String fittedValue = Texts.cut(value, TAG_VALUE);
            fitted.put(fittedKey, fittedValue);
            if (!fittedKey.equals(key) || !fittedValue.equals(value)) {
                tooLong.put(key, value);
            }
        });
        if (!tooLong.isEmpty()) {
            uncut.put("tags", tooLong);
        }
        return fitted;
    }

    /** What tells a resource from others of its account and type. */
    record Key(String region, String nativeId) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byRegion = region.compareTo(other.region);
            return byRegion != 0 ? byRegion : nativeId.compareTo(other.nativeId);
        }
    }
}
