package dev.winnow.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot be carried out; the message is for the person at the terminal. */
final class CliException extends RuntimeException {
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 4;

    private final int exitCode;

    CliException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
