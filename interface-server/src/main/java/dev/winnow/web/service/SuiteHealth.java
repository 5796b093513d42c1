package dev.winnow.web.service;

import java.util.List;
import java.util.Locale;

/**
 * How the suite as a whole does.
 *
 * @param reasons why it is not healthy, one sentence each
 */
public record SuiteHealth(Level level, List<String> reasons) {
    public SuiteHealth {
        reasons = List.copyOf(reasons);
    }

    /** How well. */
    public enum Level {
        /** All parts work. */
        HEALTHY,
        /** A part is missing; the others work. */
        DEGRADED,
        /** Nothing can be done. */
        DOWN;

        /** As it stands in JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
