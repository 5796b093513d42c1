package dev.winnow.plugin.bundle;

import java.io.IOException;

/** Fetched bytes are not those that were published. */
public final class DigestMismatchException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String path;

    DigestMismatchException(String path, String message) {
        super(message);
        this.path = path;
    }

    /** The file below the plugin's folder. */
    public String path() {
        return path;
    }
}
