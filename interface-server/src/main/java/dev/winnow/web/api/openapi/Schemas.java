package dev.winnow.web.api.openapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Describes records as JSON schemas; each is described once and referred to by name. */
final class Schemas {
    private static final Map<Class<?>, Map<String, Object>> SIMPLE = Map.ofEntries(
            Map.entry(String.class, Map.of("type", "string")), Map.entry(int.class, Map.of("type", "integer")),
            Map.entry(Integer.class, Map.of("type", "integer")), Map.entry(long.class, Map.of("type", "integer")),
            Map.entry(Long.class, Map.of("type", "integer")), Map.entry(double.class, Map.of("type", "number")),
            Map.entry(boolean.class, Map.of("type", "boolean")), Map.entry(Boolean.class, Map.of("type", "boolean")),
            Map.entry(Instant.class, Map.of("type", "string", "format", "date-time")));

    private final Map<String, Object> described = new TreeMap<>();

    /** The schemas that were referred to, by name. */
    Map<String, Object> described() {
        return described;
    }

    /** The schema of a type, or a reference to it. */
    Map<String, Object> of(Type type) {
        return switch (type) {
            case ParameterizedType generic when generic.getRawType() instanceof Class<?> raw && raw.isRecord() ->
                recordSchema(raw, generic.getActualTypeArguments());
            case ParameterizedType generic when generic.getRawType() == List.class ->
                Map.of("type", "array", "items", of(generic.getActualTypeArguments()[0]));
            case ParameterizedType generic -> Map.of("type", "object");
            case WildcardType wildcard -> of(wildcard.getUpperBounds()[0]);
            case Class<?> known when SIMPLE.containsKey(known) -> SIMPLE.getOrDefault(known, Map.of());
            case Class<?> constant when constant.isEnum() -> Map.of("type", "string");
            case Class<?> raw when raw.isRecord() -> reference(raw);
            default -> Map.of();
        };
    }

    private Map<String, Object> reference(Class<?> type) {
        String name = name(type);
        if (!described.containsKey(name)) {
            // First, since a record may contain itself.
            described.put(name, Map.of());
            described.put(name, recordSchema(type, new Type[0]));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    /** A generic record, such as a part of a list, is described where it stands. */
    private Map<String, Object> recordSchema(Class<?> type, Type[] arguments) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        collect(type, arguments, properties, required);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private void collect(Class<?> type, Type[] arguments, Map<String, Object> properties, List<String> required) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                collect(component.getType(), new Type[0], properties, isNullable(component)
                        ? new ArrayList<>()
                        : required);
                continue;
            }
            boolean absent = isNullable(component);
            // The only generic records are lists of their one parameter.
            Type shape = arguments.length == 1 && component.getType() == List.class
                    ? null
                    : component.getGenericType();
            properties.put(component.getName(),
                    shape == null ? Map.of("type", "array", "items", of(arguments[0])) : of(shape));
            if (!absent) {
                required.add(component.getName());
            }
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String name(Class<?> type) {
        Class<?> enclosing = type.getEnclosingClass();
        String own = type.getSimpleName().replaceAll("Json$", "");
        return enclosing == null ? own : name(enclosing).replaceAll("Api$", "") + own;
    }
}
