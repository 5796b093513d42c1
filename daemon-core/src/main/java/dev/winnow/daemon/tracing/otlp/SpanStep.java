package dev.winnow.daemon.tracing.otlp;

import dev.winnow.daemon.tracing.Step;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** A step that is a span. */
record SpanStep(Span span, String correlation) implements Step {
    @Override
    public Step with(String key, String value) {
        span.setAttribute(key, value);
        return this;
    }

    @Override
    public void failed(String reason) {
        span.setStatus(StatusCode.ERROR, reason);
    }

    @Override
    public void rename(String name) {
        span.updateName(name);
    }

    @Override
    public void close() {
        span.end();
    }
}
