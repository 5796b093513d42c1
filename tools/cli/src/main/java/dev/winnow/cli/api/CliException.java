package dev.winnow.cli.api;

import org.jspecify.annotations.Nullable;

/** A command cannot be carried out; the message is for the person at the terminal. */
public final class CliException extends RuntimeException {
    /** It failed. */
    public static final int FAILED = 1;
    /** It was asked for wrongly. */
    public static final int USAGE = 2;
    /** There is something to be looked at; no failure. */
    public static final int FINDINGS = 3;
    /** Something that is needed does not answer. */
    public static final int UNREACHABLE = 4;

    private final int exitCode;

    public CliException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What the process ends with. */
    public int exitCode() {
        return exitCode;
    }
}
