package dev.winnow.web.page.view;

/** A filter that is on; the link leads to the same list without it. */
public record Chip(String label, String value, String href) {
}
