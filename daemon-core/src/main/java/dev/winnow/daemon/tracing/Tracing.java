package dev.winnow.daemon.tracing;

import org.jspecify.annotations.Nullable;

/**
 * Says what follows from what. The correlation id that a job carries, in the ledger and in its envelope, is the W3C trace
 * context of its cause where traces are on ({@code 00-TRACE-SPAN-01}), and a random UUID where they are off; so traces cost
 * no column and no field, and nothing at all while they are off.
 */
public interface Tracing extends AutoCloseable {
    /** Whether spans go anywhere. */
    boolean isOn();

    /**
     * Begins what somebody outside asks for, which is a cause.
     *
     * @param traceparent what the caller's own trace says; anything malformed is as good as none
     */
    Step request(String name, @Nullable String traceparent);

    /** Begins a cause that lies within the suite, for example a tick of a schedule. */
    Step cause(String name);

    /** Begins a part of what follows from the cause with this correlation id. */
    Step part(String name, PartKind kind, String correlation);

    /** The correlation id for what the current thread asks for: that of what it works for, or a new cause's. */
    default String correlation(String name) {
        return Correlation.current().orElseGet(() -> {
            try (Step step = cause(name)) {
                return step.correlation();
            }
        });
    }

    /** Sends what is not sent yet, for at most a few seconds. */
    @Override
    void close();
}
