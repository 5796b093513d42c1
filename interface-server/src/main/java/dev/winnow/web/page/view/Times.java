package dev.winnow.web.page.view;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says instants and spans in people's words; {@code times.js} keeps them true with the same words. */
@Component
public class Times {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;

    public Times(InstantSource clock) {
        this.clock = clock;
    }

    /** An instant, seen from now. */
    public When when(Instant instant) {
        long seconds = Math.round(Duration.between(instant, clock.instant()).toMillis() / 1000.0);
        String relative = Math.abs(seconds) < 2
                ? "now"
                : seconds < 0 ? "in " + span(-seconds) : span(seconds) + " ago";
        return new When(instant.truncatedTo(ChronoUnit.SECONDS).toString(), EXACT.format(instant), relative);
    }

    /** The same for an instant that may be absent. */
    public @Nullable When whenever(@Nullable Instant instant) {
        return instant == null ? null : when(instant);
    }

    /** How long something took, or takes so far; a dash for what has not begun. */
    public String took(@Nullable Instant from, @Nullable Instant to) {
        if (from == null) {
            return "–";
        }
        Duration took = Duration.between(from, to == null ? clock.instant() : to);
        if (took.isNegative()) {
            return "0 ms";
        }
        long millis = took.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis < 60_000 ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0) : span(took.toSeconds());
    }

    /** Seconds in the largest whole unit. */
    public static String span(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }
}
