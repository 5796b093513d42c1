package dev.winnow.web.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many failed sign-ins: somebody must wait. */
final class ThrottledException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final Duration left;

    ThrottledException(Duration left) {
        super("Too many failed sign-ins: wait " + left.toSeconds() + " s.");
        this.left = left;
    }

    /** In seconds, one at least. */
    long seconds() {
        return Math.max(1, left.plusMillis(999).toSeconds());
    }
}
