package dev.winnow.plugin.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The job failed for now and shall be tried again no sooner than after a while, for example when throttled. */
public class RetryLaterException extends RuntimeException {
    private final Duration after;

    public RetryLaterException(String message, Duration after, @Nullable Throwable cause) {
        super(message, cause);
        this.after = after;
    }

    /** How long to wait at least. */
    public Duration after() {
        return after;
    }
}
