package dev.winnow.queue;

/**
 * The queue answers, and would lose jobs or cannot do what is needed. Waiting does not help; the message says what to
 * mend.
 */
public class QueueUnfitException extends QueueUnavailableException {
    public QueueUnfitException(String message) {
        super(message, null);
    }
}
