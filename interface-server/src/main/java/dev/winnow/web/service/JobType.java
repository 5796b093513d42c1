package dev.winnow.web.service;

/**
 * A type of jobs that can be asked for.
 *
 * @param plugin who runs it; {@code winnow} for a built-in one
 */
public record JobType(String name, String plugin) {
}
