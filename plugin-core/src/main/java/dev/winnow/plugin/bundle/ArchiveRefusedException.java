package dev.winnow.plugin.bundle;

import java.io.IOException;

/** An archive is broken or holds what it must not; the message is a sentence for the operator. */
public final class ArchiveRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message completes "it is not taken: ..." */
    ArchiveRefusedException(String message) {
        super(message);
    }
}
