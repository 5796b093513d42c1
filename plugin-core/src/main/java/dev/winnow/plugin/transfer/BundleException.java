package dev.winnow.plugin.transfer;

import java.io.IOException;

/** A bundle cannot be made or read; the message is a sentence without its end. */
public final class BundleException extends IOException {
    private static final long serialVersionUID = 1L;

    BundleException(String message) {
        super(message);
    }

    BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
