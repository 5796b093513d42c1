package dev.winnow.web.api;

import dev.winnow.web.service.Choice;
import dev.winnow.web.service.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what request bodies may lack. */
final class Body {
    private Body() {
    }

    /** A text that must be there. */
    static String text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw RefusedException.invalid(field, "'" + field + "' is required");
        }
        return value.strip();
    }

    /** The text, or another where it is absent. */
    static String textOr(@Nullable String value, String other) {
        return value == null || value.isBlank() ? other : value.strip();
    }

    /** A number that must be there. */
    static int number(String field, @Nullable Integer value) {
        if (value == null) {
            throw RefusedException.invalid(field, "'" + field + "' is required");
        }
        return value;
    }

    /** Values by name, without those that are null. */
    static Map<String, Object> values(@Nullable Map<String, @Nullable Object> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((name, value) -> {
                if (value != null) {
                    values.put(name, value);
                }
            });
        }
        return values;
    }

    /** Items; none where the list is absent. A null among them is refused. */
    static <T> List<T> items(String field, @Nullable List<@Nullable T> given) {
        List<T> items = new ArrayList<>();
        for (T item : given == null ? List.<@Nullable T>of() : given) {
            if (item == null) {
                throw RefusedException.invalid(field, "'" + field + "' must not contain null");
            }
            items.add(item);
        }
        return items;
    }

    /** A constant by its name in lower case. */
    static <E extends Enum<E>> E constant(Class<E> type, String field, @Nullable String value, @Nullable E otherwise) {
        if ((value == null || value.isBlank()) && otherwise != null) {
            return otherwise;
        }
        return Objects.requireNonNull(Choice.of(type.getEnumConstants(), Body::code, field, text(field, value)));
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
