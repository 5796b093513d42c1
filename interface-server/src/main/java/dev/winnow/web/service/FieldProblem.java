package dev.winnow.web.service;

/**
 * What is wrong with one field.
 *
 * @param field its name, for example {@code settings.regions}
 * @param message a sentence
 */
public record FieldProblem(String field, String message) {
}
