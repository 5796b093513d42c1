package dev.winnow.queue.redis;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class writes into the log from now on. */
final class Said implements AutoCloseable {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    Said(Class<?> speaker) {
        logger = (Logger) LoggerFactory.getLogger(speaker);
        heard.start();
        logger.addAppender(heard);
    }

    /** Each with its level. */
    List<String> lines() {
        return heard.list.stream().map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(heard);
    }
}
