package dev.winnow.plugin.python;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as process files have them: {@code 30s}, {@code 15m}, {@code 1h30m}, {@code 2d}. */
final class Durations {
    private static final Pattern FORM = Pattern
            .compile("(?:(\\d{1,5})d)?\\s*(?:(\\d{1,7})h)?\\s*(?:(\\d{1,9})m)?\\s*(?:(\\d{1,9})s)?");

    private Durations() {
    }

    static Duration parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (text.isBlank() || !form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no duration: expected for example 30s, 15m, 1h30m or 2d");
        }
        return Duration.ofDays(number(form.group(1))).plusHours(number(form.group(2)))
                .plusMinutes(number(form.group(3))).plusSeconds(number(form.group(4)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
