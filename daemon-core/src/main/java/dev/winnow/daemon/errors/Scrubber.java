package dev.winnow.daemon.errors;

import io.sentry.SentryEvent;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Masks secrets in what is about to be reported; local variables and requests are not in it in the first place. */
final class Scrubber {
    private final UnaryOperator<String> mask;

    Scrubber(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    SentryEvent scrub(SentryEvent event) {
        Message message = event.getMessage();
        if (message != null) {
            message.setMessage(masked(message.getMessage()));
            message.setFormatted(masked(message.getFormatted()));
            message.setParams(null);
        }
        List<SentryException> exceptions = event.getExceptions();
        if (exceptions != null) {
            exceptions.forEach(exception -> exception.setValue(masked(exception.getValue())));
        }
        Map<String, String> tags = event.getTags();
        if (tags != null) {
            Map.copyOf(tags).forEach((key, value) -> event.setTag(key, mask.apply(value)));
        }
        event.setUser(null);
        event.setRequest(null);
        return event;
    }

    private @Nullable String masked(@Nullable String text) {
        return text == null ? null : mask.apply(text);
    }
}
