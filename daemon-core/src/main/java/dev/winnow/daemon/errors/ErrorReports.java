package dev.winnow.daemon.errors;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.process.ProcessIdentity;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;

/** Sends what is logged as an error to Sentry, over the process's own proxy selector, until it is closed. */
public final class ErrorReports implements AutoCloseable {
    private static final Duration FLUSH = Duration.ofSeconds(3);

    private final Logger root;
    private final ErrorAppender appender = new ErrorAppender();

    private ErrorReports(LoggerContext context) {
        this.root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        appender.setContext(context);
        appender.start();
        root.addAppender(appender);
    }

    /**
     * Begins.
     *
     * @param dsn where reports go; never shown
     * @param mask takes secrets out of a text
     * @throws StartException if the DSN is malformed
     */
    public static ErrorReports open(String dsn, ProcessIdentity process, UnaryOperator<String> mask) {
        try {
            Sentry.init(options(dsn, process, new Scrubber(mask)));
        } catch (IllegalArgumentException e) {
            // The message would repeat it, and it holds a key.
            throw new StartException(ExitCode.USAGE,
                    "SENTRY_DSN: expected https://KEY@HOST/PROJECT, as Sentry's project settings show it");
        }
        return new ErrorReports((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    private static SentryOptions options(String dsn, ProcessIdentity process, Scrubber scrubber) {
        SentryOptions options = new SentryOptions();
        options.setDsn(dsn);
        // Winnow's own settings decide, and no file or variable that Sentry might find.
        options.setEnableExternalConfiguration(false);
        options.setRelease("winnow@" + process.version());
        options.setServerName(process.host());
        options.setTag("daemon", process.kind());
        options.setSendDefaultPii(false);
        options.setMaxBreadcrumbs(0);
        options.setEnableAutoSessionTracking(false);
        options.setEnableShutdownHook(false);
        options.setShutdownTimeoutMillis(FLUSH.toMillis());
        options.setBeforeSend((event, hint) -> scrubber.scrub(event));
        return options;
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
        Sentry.close();
    }
}
