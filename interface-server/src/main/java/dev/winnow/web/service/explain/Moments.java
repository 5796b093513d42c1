package dev.winnow.web.service.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says instants in sentences: exactly, and seen from now. */
final class Moments {
    private static final DateTimeFormatter EXACT = DateTimeFormatter
            .ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Moments() {
    }

    /** {@code 2026-01-31 12:00:05 UTC (in 25 s)}. */
    static String at(Instant instant, Instant now) {
        Duration from = Duration.between(instant, now);
        return EXACT.format(instant) + (from.isNegative()
                ? " (in " + span(from.negated()) + ")"
                : " (" + span(from) + " ago)");
    }

    /** In the largest whole unit, two of them from a minute on. */
    static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        return seconds < 86_400
                ? two(seconds / 3600, "h", seconds % 3600 / 60, "min")
                : two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
