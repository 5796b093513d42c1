package dev.winnow.web.page.view;

/** A name and its value; {@code mono} for ids, which can be copied. */
public record Fact(String label, String value, boolean mono) {
}
