package dev.winnow.plugin.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values by name, as JSON has them: {@link String}, {@link Number}, {@link Boolean}, {@link List}, {@link Map}.
 * Immutable at its top level.
 *
 * @param values what was given, without absent values
 */
public record Settings(Map<String, Object> values) {
    /** No values. */
    public static final Settings NONE = new Settings(Map.of());

    public Settings {
        values = Map.copyOf(values);
    }

    /** A text; empty where absent or blank. */
    public Optional<String> text(String name) {
        Object value = values.get(name);
        if (value == null || value.toString().isBlank()) {
            return Optional.empty();
        }
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            throw wrong(name, "a text", value);
        }
        return Optional.of(value.toString());
    }

    /**
     * A text that must be there.
     *
     * @throws IllegalArgumentException where it is not, naming the setting
     */
    public String requiredText(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException("setting '" + name + "' is missing"));
    }

    /** Texts; empty where absent. A single text counts as a list of one. */
    public List<String> texts(String name) {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            List<String> texts = new ArrayList<>(list.size());
            for (Object element : list) {
                texts.add(String.valueOf(element));
            }
            return List.copyOf(texts);
        }
        return text(name).map(List::of).orElse(List.of());
    }

    /** A whole number; empty where absent. */
    public Optional<Long> number(String name) {
        Object value = values.get(name);
        if (value == null || value.equals("")) {
            return Optional.empty();
        }
        if (value instanceof Number number && number.doubleValue() == number.longValue()) {
            return Optional.of(number.longValue());
        }
        try {
            return Optional.of(Long.valueOf(value.toString().strip()));
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number", value);
        }
    }

    /** Whether a switch is on; off where absent. */
    public boolean isOn(String name) {
        Object value = values.get(name);
        return switch (value) {
            case null -> false;
            case Boolean on -> on;
            case String text when text.equalsIgnoreCase("true") || text.equalsIgnoreCase("on") -> true;
            case String text when text.isBlank() || text.equalsIgnoreCase("false") || text.equalsIgnoreCase("off") ->
                false;
            default -> throw wrong(name, "true or false", value);
        };
    }

    private static IllegalArgumentException wrong(String name, String expected, Object value) {
        return new IllegalArgumentException("setting '" + name + "': expected " + expected + ", got '" + value + "'");
    }
}
