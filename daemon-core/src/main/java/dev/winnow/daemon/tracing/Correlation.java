package dev.winnow.daemon.tracing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What the current thread works for, as it stands in the context of its log lines. */
public final class Correlation implements AutoCloseable {
    /** Its name in the log's context, and in JSON lines. */
    public static final String KEY = "correlation";

    private final @Nullable String before;

    private Correlation(@Nullable String before) {
        this.before = before;
    }

    /** Until this is closed, the current thread works for the cause with this id. */
    public static Correlation enter(String id) {
        Correlation scope = new Correlation(MDC.get(KEY));
        MDC.put(KEY, id);
        return scope;
    }

    /** The id of what the current thread works for; empty where it works for nothing in particular. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(KEY));
    }

    @Override
    public void close() {
        if (before == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, before);
        }
    }
}
