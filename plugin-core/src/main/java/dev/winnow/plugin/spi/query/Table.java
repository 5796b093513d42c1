package dev.winnow.plugin.spi.query;

/**
 * A named table of the inventory as filters see it. The names are Winnow's public vocabulary ({@link DbObjects}); how
 * the host stores a table is its own affair.
 *
 * @param name the public name, for example {@code resource}
 */
public record Table(String name) {
}
