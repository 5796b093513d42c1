package dev.winnow.scheduler.request;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of a request; a wrong one is an {@link IllegalArgumentException} whose message is a sentence. */
record Arguments(Map<String, Object> values) {
    private static final int MOST_NUMBERS = 10_000;

    String text(String name) {
        if (values.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException("The request lacks '" + name + "', a text.");
    }

    long number(String name) {
        return optionalNumber(name).orElseThrow(
                () -> new IllegalArgumentException("The request lacks '" + name + "', a whole number."));
    }

    /** Ids are given as text, too: JavaScript cannot hold all of 63 bits. */
    Optional<Long> optionalNumber(String name) {
        return number(name, values.get(name));
    }

    private static Optional<Long> number(String name, @Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number) {
            return Optional.of(number.longValue());
        }
        try {
            return Optional.of(Long.parseLong(value.toString()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + name + "' of the request is '" + value
                    + "': a whole number is expected.", e);
        }
    }

    /** Whole numbers, at most ten thousand of them, each once. */
    List<Long> numbers(String name) {
        List<@Nullable Object> items = list(values.get(name), name);
        if (items.isEmpty() || items.size() > MOST_NUMBERS) {
            throw new IllegalArgumentException("'" + name + "' of the request holds " + items.size()
                    + " numbers: 1 to " + MOST_NUMBERS + " are taken.");
        }
        Set<Long> numbers = new LinkedHashSet<>();
        for (@Nullable
        Object item : items) {
            numbers.add(number(name, item).orElseThrow(() -> new IllegalArgumentException("'" + name
                    + "' of the request is to be a list of whole numbers.")));
        }
        return List.copyOf(numbers);
    }

    Set<String> texts(String name) {
        Set<String> texts = new LinkedHashSet<>();
        for (@Nullable
        Object item : list(values.get(name), name)) {
            if (!(item instanceof String text)) {
                throw new IllegalArgumentException("'" + name + "' of the request is to be a list of texts.");
            }
            texts.add(text);
        }
        return texts;
    }

    private static List<@Nullable Object> list(@Nullable Object value, String name) {
        return switch (value) {
            case null -> List.of();
            case List<?> items -> new ArrayList<>(items);
            default -> throw new IllegalArgumentException("'" + name + "' of the request is to be a list.");
        };
    }
}
