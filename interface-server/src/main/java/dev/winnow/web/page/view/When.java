package dev.winnow.web.page.view;

/**
 * An instant as a page shows it.
 *
 * @param iso for {@code datetime}
 * @param exact the instant to the second, in UTC, for {@code title}
 * @param relative for example {@code 3 min ago}
 */
public record When(String iso, String exact, String relative) {
}
