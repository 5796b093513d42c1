package dev.winnow.queue;

import org.jspecify.annotations.Nullable;

/** The queue cannot be reached or refuses writes; the message says which node and what to do. */
public class QueueUnavailableException extends RuntimeException {
    public QueueUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
