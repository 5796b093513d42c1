package dev.winnow.web.page.view;

import java.util.Locale;

/** Small help with words. */
public final class Words {
    private Words() {
    }

    /** The text with a capital letter first. */
    public static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** The name of a constant as people and the API write it: {@code bad-request} for {@code BAD_REQUEST}. */
    public static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
