package dev.winnow.daemon.exit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A daemon cannot start, for a reason that is known: the message is all the operator needs, a stack trace is not. */
public class StartException extends RuntimeException {
    private final ExitCode code;

    /**
     * @param message what happened, what it means, what the operator can do
     */
    public StartException(ExitCode code, String message) {
        this(code, message, null);
    }

    public StartException(ExitCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What the process exits with. */
    public ExitCode code() {
        return code;
    }

    /** The one in this chain of causes, if there is one. */
    public static Optional<StartException> in(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartException known) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}
