package dev.winnow.daemon.tracing.otlp;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A span's place in its trace as text, by W3C Trace Context: {@code 00-TRACE-SPAN-FLAGS}. */
final class TraceContext {
    private static final Pattern TEXT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final int FLAGS = 3;

    private TraceContext() {
    }

    static String text(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
    }

    /** Of one of our own causes: whether it is sampled is decided. Invalid where the text is not one. */
    static SpanContext own(String text) {
        return read(text, false);
    }

    /** Of a caller's. Invalid where the text is not one. */
    static SpanContext foreign(@Nullable String text) {
        return text == null ? SpanContext.getInvalid() : read(text, true);
    }

    private static SpanContext read(String text, boolean remote) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return SpanContext.getInvalid();
        }
        TraceFlags flags = TraceFlags.fromHex(matcher.group(FLAGS), 0);
        return remote
                ? SpanContext.createFromRemoteParent(matcher.group(1), matcher.group(2), flags,
                        TraceState.getDefault())
                : SpanContext.create(matcher.group(1), matcher.group(2), flags, TraceState.getDefault());
    }
}
