package dev.winnow.worker;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Brings into a job's log what is logged while it runs, by whatever way ends in SLF4J: the job is told by the log's
 * context, which a handler's own threads may take over.
 */
final class JobLogAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int RADIX = 10;

    private final HeldJobs held;
    private final NotesKeeper notes;

    JobLogAppender(HeldJobs held, NotesKeeper notes) {
        this.held = held;
        this.notes = notes;
        setName("job-log");
    }

    /** Begins to listen. */
    void attach() {
        root().ifPresent(root -> {
            setContext(root.getLoggerContext());
            start();
            root.addAppender(this);
        });
    }

    /** Ends that. */
    void detach() {
        root().ifPresent(root -> root.detachAppender(this));
        stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        String id = event.getMDCPropertyMap().get(Processor.JOB);
        if (id == null || id.isEmpty()) {
            return;
        }
        long jobId;
        try {
            jobId = Long.parseLong(id, RADIX);
        } catch (NumberFormatException e) {
            // A handler's own meaning of the word.
            return;
        }
        HeldJob talking = notes.talking(jobId);
        Optional<HeldJob> job = talking == null ? held.running(jobId) : Optional.of(talking);
        job.ifPresent(found -> notes.log(found, event.getLevel().toString().toLowerCase(Locale.ROOT), text(event)));
    }

    private static String text(ILoggingEvent event) {
        String logger = event.getLoggerName();
        String text = logger.substring(logger.lastIndexOf('.') + 1) + ": " + event.getFormattedMessage();
        IThrowableProxy thrown = event.getThrowableProxy();
        return thrown == null ? text : text + "\n" + ThrowableProxyUtil.asString(thrown);
    }

    private static Optional<Logger> root() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        return factory instanceof LoggerContext context
                ? Optional.of(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME))
                : Optional.empty();
    }
}
