package dev.winnow.plugin.spi;

import org.jspecify.annotations.Nullable;

/** The job failed and another attempt cannot help. */
public class NoRetryException extends RuntimeException {
    public NoRetryException(String message) {
        super(message);
    }

    public NoRetryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
