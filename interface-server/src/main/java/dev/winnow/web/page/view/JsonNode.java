package dev.winnow.web.page.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A value as JSON has it, as a tree to be read.
 *
 * @param key the name in its object or the number in its list; null at the root
 * @param kind {@code text}, {@code number} or {@code other}
 * @param text the value, or how much is below
 * @param children what is in an object or list
 */
public record JsonNode(@Nullable String key, String kind, String text, List<JsonNode> children) {
    private static final int DEPTH = 32;

    /** The tree of a value; names are sorted. */
    public static JsonNode of(Object value) {
        return of(null, value, 0);
    }

    private static JsonNode of(@Nullable String key, @Nullable Object value, int depth) {
        return switch (value) {
            case null -> new JsonNode(key, "other", "null", List.of());
            case Map<?, ?> map when !map.isEmpty() && depth < DEPTH -> {
                Map<String, @Nullable Object> sorted = new TreeMap<>();
                map.forEach((name, inner) -> sorted.put(String.valueOf(name), inner));
                List<JsonNode> children = new ArrayList<>();
                sorted.forEach((name, inner) -> children.add(of(name, inner, depth + 1)));
                yield new JsonNode(key, "other", counted(children.size(), "entry", "entries"), children);
            }
            case List<?> list when !list.isEmpty() && depth < DEPTH -> {
                List<JsonNode> children = new ArrayList<>();
                for (int i = 0; i < list.size(); i++) {
                    children.add(of(String.valueOf(i), list.get(i), depth + 1));
                }
                yield new JsonNode(key, "other", counted(children.size(), "item", "items"), children);
            }
            case Number number -> new JsonNode(key, "number", number.toString(), List.of());
            case String text -> new JsonNode(key, "text", text, List.of());
            default -> new JsonNode(key, "other", value.toString(), List.of());
        };
    }

    private static String counted(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
