package dev.winnow.plugin.spi.query;

/** How a column is held against a literal. */
public enum Comparison {
    EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL,
    /** SQL LIKE with {@code %} and {@code _} as wildcards and {@code \} as the escape character. */
    LIKE
}
