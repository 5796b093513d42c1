package dev.winnow.scheduler.discovery.http;

import java.io.IOException;

/** What a server answered is of no use; the message is a sentence for the operator. */
final class SourceAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    SourceAnswerException(String message) {
        super(message);
    }

    SourceAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
