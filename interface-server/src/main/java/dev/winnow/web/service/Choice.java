package dev.winnow.web.service;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one of a few words. */
public final class Choice {
    private Choice() {
    }

    /** The one with this code, whatever its case; null for an absent or blank text. Another is refused, with those there are. */
    public static <E> @Nullable E of(E[] all, Function<E, String> code, String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return Stream.of(all).filter(one -> code.apply(one).equals(wanted)).findFirst()
                .orElseThrow(() -> RefusedException.invalid(field, "'" + field + "' must be one of "
                        + String.join(", ", Stream.of(all).map(code).toList()) + ", got '" + Shown.of(text) + "'"));
    }
}
