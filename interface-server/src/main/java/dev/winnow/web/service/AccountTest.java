package dev.winnow.web.service;

/**
 * What came of trying a cloud account.
 *
 * @param ok whether it can be used
 * @param message what was found, or what is wrong and what to do
 */
public record AccountTest(boolean ok, String message) {
}
