package dev.winnow.daemon.service;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * After what silence the service manager takes this process for hung.
 *
 * @param patience {@code WatchdogSec} of the unit
 */
record Watchdog(Duration patience) {
    private static final int SIGNS_WITHIN_PATIENCE = 4;

    /** The one that this environment asks for, if it is meant for the process with this id. */
    static Optional<Watchdog> of(Function<String, @Nullable String> environment, long pid) {
        String meant = environment.apply("WATCHDOG_PID");
        if (meant != null && !meant.equals(Long.toString(pid))) {
            return Optional.empty();
        }
        return Optional.ofNullable(environment.apply("WATCHDOG_USEC")).filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .map(text -> new Watchdog(Duration.of(Long.parseLong(text), ChronoUnit.MICROS)));
    }

    /** How often a sign of life is given. */
    Duration pause() {
        return patience.dividedBy(SIGNS_WITHIN_PATIENCE);
    }

    /** Whether a daemon whose loop has not gone round for this long gives no more signs of life. */
    boolean isHung(Duration idle) {
        return idle.compareTo(patience.dividedBy(2)) > 0;
    }
}
