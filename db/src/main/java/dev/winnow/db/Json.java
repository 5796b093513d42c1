package dev.winnow.db;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON as it stands in LONGTEXT columns, since MySQL's and MariaDB's JSON types differ. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {
    };

    private Json() {
    }

    /** A value as JSON text. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** An object's members, in order; none for an absent text. */
    public static Map<String, Object> map(@Nullable String text) {
        return text == null ? Map.of() : MAPPER.readValue(text, MAP);
    }

    /** A value of a record type. */
    public static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    /** Values of a record type. */
    public static <T> List<T> list(String text, Class<T> type) {
        return MAPPER.readValue(text, MAPPER.getTypeFactory().constructCollectionType(List.class, type));
    }
}
