package dev.winnow.web.page.view;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of a page that may fail without the rest: either a value or a sentence on why there is none.
 *
 * @param <T> what the part shows
 */
public record Part<T>(@Nullable T value, @Nullable String problem) {
    private static final Logger LOG = LoggerFactory.getLogger(Part.class);

    /** Reads a part; whatever goes wrong becomes its sentence. */
    public static <T> Part<T> of(String what, Callable<? extends @Nullable T> reader) {
        try {
            return new Part<>(reader.call(), null);
        } catch (Exception | LinkageError | StackOverflowError e) {
            LOG.warn("{} could not be read; the rest of the page is shown without it", what, e);
            String message = e.getMessage();
            String reason = message == null || message.isBlank() ? e.getClass().getSimpleName() : message.strip();
            return new Part<>(null, Words.capitalised(what) + " could not be read: " + reason);
        }
    }

    /** A part that is there. */
    public static <T> Part<T> good(T value) {
        return new Part<>(value, null);
    }

    /** The value, or another where there is none. */
    public T or(T other) {
        return value == null ? other : value;
    }
}
