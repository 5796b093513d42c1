package dev.winnow.web.page.resource;

import org.jspecify.annotations.Nullable;

/** A button for an action on a resource; disabled with a reason in words where {@code refusal} is set. */
record ActionButton(String action, String title, boolean destructive, @Nullable String refusal) {
}
