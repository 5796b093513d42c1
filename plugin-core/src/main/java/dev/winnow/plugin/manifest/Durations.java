package dev.winnow.plugin.manifest;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 30s}, {@code 15m}, {@code 1h30m}, {@code 2d}, {@code PT15M}. */
public final class Durations {
    private static final Pattern SHORT = Pattern
            .compile("(?:(\\d{1,5})d)?\\s*(?:(\\d{1,7})h)?\\s*(?:(\\d{1,9})m)?\\s*(?:(\\d{1,9})s)?");

    private Durations() {
    }

    /** @throws IllegalArgumentException if it is none, with the forms that are */
    public static Duration parse(String text) {
        String stripped = text.strip().toLowerCase(Locale.ROOT);
        Matcher matcher = SHORT.matcher(stripped);
        if (!stripped.isEmpty() && matcher.matches()) {
            return Duration.ofDays(number(matcher, 1)).plusHours(number(matcher, 2)).plusMinutes(number(matcher, 3))
                    .plusSeconds(number(matcher, 4));
        }
        try {
            Duration duration = Duration.parse(stripped);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw wrong(text, e);
        }
        throw wrong(text, null);
    }

    private static long number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static IllegalArgumentException wrong(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "'" + text + "' is not a duration, such as 30s, 15m, 1h30m, 2d or PT15M", cause);
    }
}
