package dev.winnow.web.api;

import dev.winnow.web.service.Cursor;
import dev.winnow.web.service.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted; a parameter of controllers.
 *
 * @param limit how many items at most
 * @param cursor where to go on; null for the beginning
 */
record Paging(int limit, @Nullable String cursor) {
    static Paging of(@Nullable Integer limit, @Nullable String cursor) {
        return new Paging(Cursor.limit(limit), cursor == null || cursor.isBlank() ? null : cursor.strip());
    }

    /** The cursor as the id after which to go on. */
    @Nullable
    Long after() {
        return Cursor.id(cursor, "cursor");
    }

    /** A part of a list that is read as a whole. */
    <T> Page<T> of(List<T> whole) {
        Long after = after();
        int from = after == null ? 0 : (int) Math.min(after, whole.size());
        int to = Math.min(whole.size(), from + limit);
        return new Page<>(whole.subList(from, to), to < whole.size() ? Integer.toString(to) : null);
    }
}
