package dev.winnow.web.page.view;

import org.jspecify.annotations.Nullable;

/** Links to the first and the next part of a list; null where there is none. */
public record Pager(@Nullable String first, @Nullable String next) {
}
