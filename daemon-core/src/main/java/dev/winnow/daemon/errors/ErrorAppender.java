package dev.winnow.daemon.errors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.protocol.Message;
import java.util.List;
import java.util.Map;

/** Reports what is logged as an error. */
final class ErrorAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /** Trouble with telling is told in the log alone: a collector that is away is no error of the suite. */
    private static final List<String> TELLING = List.of("io.sentry.", "io.opentelemetry.", "io.micrometer.");

    ErrorAppender() {
        setName("error-reports");
    }

    @Override
    protected void append(ILoggingEvent logged) {
        if (!logged.getLevel().isGreaterOrEqual(Level.ERROR) || isTelling(logged.getLoggerName())) {
            return;
        }
        SentryEvent event = new SentryEvent();
        Message message = new Message();
        message.setMessage(logged.getMessage());
        message.setFormatted(logged.getFormattedMessage());
        event.setMessage(message);
        event.setLevel(SentryLevel.ERROR);
        event.setLogger(logged.getLoggerName());
        for (Map.Entry<String, String> context : logged.getMDCPropertyMap().entrySet()) {
            event.setTag(context.getKey(), context.getValue());
        }
        if (logged.getThrowableProxy() instanceof ThrowableProxy thrown) {
            event.setThrowable(thrown.getThrowable());
        }
        Sentry.captureEvent(event);
    }

    private static boolean isTelling(String logger) {
        return TELLING.stream().anyMatch(logger::startsWith);
    }
}
