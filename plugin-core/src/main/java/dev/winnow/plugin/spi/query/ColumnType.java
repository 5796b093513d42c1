package dev.winnow.plugin.spi.query;

/** The type of a column's values, which decides what a literal compared with it may be. */
public enum ColumnType {
    /** {@link String}, at most 65,535 bytes. Comparisons are case-sensitive. */
    TEXT,
    /** {@link Long} or {@link Integer}. */
    NUMBER,
    /** {@link java.time.Instant}, kept to the millisecond, UTC. */
    INSTANT,
    /** A scalar inside the JSON attributes, compared as text; absent and JSON null are alike. */
    ATTRIBUTE
}
