package dev.winnow.worker.builtin;

/** An insight cannot be computed; the message is kept with it for people to read. */
final class InsightProblemException extends Exception {
    InsightProblemException(String message) {
        super(message);
    }

    InsightProblemException(String message, Throwable cause) {
        super(message, cause);
    }
}
