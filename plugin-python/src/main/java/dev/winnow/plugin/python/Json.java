package dev.winnow.plugin.python;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one way JSON is read and written at the boundary. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {
    }

    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    static String write(@Nullable Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** As plain Java values: String, Number, Boolean, List, Map; null for JSON null. */
    static @Nullable Object plain(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? null : MAPPER.treeToValue(node, Object.class);
    }

    /** The members of an object as plain Java values; those that are null are left out. */
    static Map<String, Object> values(JsonNode object) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            Object value = plain(entry.getValue());
            if (value != null) {
                values.put(entry.getKey(), value);
            }
        }
        return values;
    }
}
