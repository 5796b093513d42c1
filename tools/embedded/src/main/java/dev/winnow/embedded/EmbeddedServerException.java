package dev.winnow.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded server could not be had; the message says which, why, and where its log is. */
public class EmbeddedServerException extends RuntimeException {
    public EmbeddedServerException(String message) {
        super(message);
    }

    public EmbeddedServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
