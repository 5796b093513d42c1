package dev.winnow.plugin.signature;

import java.io.IOException;

/** A key cannot be read, made or used; the message is a sentence that names the file. */
public final class KeyException extends IOException {
    private static final long serialVersionUID = 1L;

    KeyException(String message) {
        super(message);
    }

    KeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
