package dev.winnow.web.api.json;

import java.util.Locale;

/** Constants as they stand in JSON. */
public final class Codes {
    private Codes() {
    }

    /** Lower case. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
