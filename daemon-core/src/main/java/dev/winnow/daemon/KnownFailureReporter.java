package dev.winnow.daemon;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says one sentence where a start fails for a known reason, in place of Boot's report and stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class KnownFailureReporter implements SpringBootExceptionReporter {
    private static final Logger LOG = LoggerFactory.getLogger(KnownFailureReporter.class);

    @Override
    public boolean reportException(Throwable failure) {
        Optional<StartException> known = known(failure);
        known.ifPresent(reason -> LOG.error("Winnow cannot start: {}.", reason.getMessage()));
        return known.isPresent();
    }

    /** The known reason behind this failure, if it has one. */
    static Optional<StartException> known(Throwable failure) {
        return StartException.in(failure).or(() -> portTaken(failure));
    }

    private static Optional<StartException> portTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException taken) {
                return Optional.of(new StartException(ExitCode.FAILED, "Port " + taken.getPort()
                        + " was taken by another process a moment ago; start once more", failure));
            }
        }
        return Optional.empty();
    }
}
