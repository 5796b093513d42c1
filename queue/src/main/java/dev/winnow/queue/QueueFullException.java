package dev.winnow.queue;

/** The queue takes nothing more for now; what it holds is handed out all the same. The message says what to do. */
public class QueueFullException extends QueueUnavailableException {
    public QueueFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
