package dev.winnow.daemon.tracing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** No spans: causes are told apart by random ids. */
public final class NoTracing implements Tracing {
    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public Step request(String name, @Nullable String traceparent) {
        return cause(name);
    }

    @Override
    public Step cause(String name) {
        return new Nothing(UUID.randomUUID().toString());
    }

    @Override
    public Step part(String name, PartKind kind, String correlation) {
        return new Nothing(correlation);
    }

    @Override
    public void close() {
        // There is nothing to send.
    }

    private record Nothing(String correlation) implements Step {
        @Override
        public Step with(String key, String value) {
            return this;
        }

        @Override
        public void failed(String reason) {
            // Nobody is told.
        }

        @Override
        public void rename(String name) {
            // Nobody is told.
        }

        @Override
        public void close() {
            // Nobody is told.
        }
    }
}
