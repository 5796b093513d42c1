package dev.winnow.web.service;

import org.jspecify.annotations.Nullable;

/** Reads ids, cursors and limits as people and scripts give them. */
public final class Cursor {
    /** How many items a list has unless told otherwise. */
    public static final int DEFAULT_LIMIT = 50;
    /** How many it has at most. */
    public static final int MAX_LIMIT = 500;

    private Cursor() {
    }

    /** An id; null for an absent or empty text. */
    public static @Nullable Long id(@Nullable String text, String field) {
        return text == null || text.isBlank() ? null : Long.valueOf(requiredId(text, field));
    }

    /** An id that must be there. */
    public static long requiredId(@Nullable String text, String field) {
        String given = text == null ? "" : text.strip();
        try {
            long id = Long.parseLong(given);
            if (id >= 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a negative number.
        }
        throw RefusedException.malformed(field,
                "'" + field + "' must be an id (a number), got '" + Shown.of(given) + "'");
    }

    /** How many items are wanted. */
    public static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw RefusedException.malformed("limit", "'limit' must be from 1 to " + MAX_LIMIT + ", got " + limit);
        }
        return limit;
    }
}
