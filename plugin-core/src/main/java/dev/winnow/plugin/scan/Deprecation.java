package dev.winnow.plugin.scan;

/**
 * What the SPI says of a deprecated member.
 *
 * @param since the version that deprecated it; empty where it does not say
 * @param replacement from {@link dev.winnow.plugin.spi.ReplacedBy}; empty where there is none
 */
record Deprecation(String since, String replacement) {
}
