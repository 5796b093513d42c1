package dev.winnow.plugin.spi;

/** How much a finding matters. */
public enum Severity {
    INFO, LOW, MEDIUM, HIGH, CRITICAL
}
