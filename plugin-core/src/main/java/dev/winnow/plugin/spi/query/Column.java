package dev.winnow.plugin.spi.query;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A column of a {@link Table}; conditions start here. Columns come from {@link DbObjects}.
 *
 * @param <T> the Java type of its values: {@link String}, {@link Long} or {@link java.time.Instant}
 */
public final class Column<T> {
    private final Table table;
    private final String name;
    private final ColumnType type;

    Column(Table table, String name, ColumnType type) {
        this.table = table;
        this.name = name;
        this.type = type;
    }

    /** The table this column belongs to. */
    public Table table() {
        return table;
    }

    /** The public name, for example {@code instance_type}; for {@link ColumnType#ATTRIBUTE} the dotted path. */
    public String name() {
        return name;
    }

    /** The type of its values. */
    public ColumnType type() {
        return type;
    }

    /** Holds where the value is present and equal. */
    public Condition equalTo(T value) {
        return compare(Comparison.EQUAL, value);
    }

    /** Holds where the value is absent or different. */
    public Condition notEqualTo(T value) {
        return equalTo(value).not();
    }

    /** Holds where the value is present and smaller. */
    public Condition lessThan(T value) {
        return compare(Comparison.LESS, value);
    }

    /** Holds where the value is present and not greater. */
    public Condition atMost(T value) {
        return compare(Comparison.LESS_OR_EQUAL, value);
    }

    /** Holds where the value is present and greater. */
    public Condition greaterThan(T value) {
        return compare(Comparison.GREATER, value);
    }

    /** Holds where the value is present and not smaller. */
    public Condition atLeast(T value) {
        return compare(Comparison.GREATER_OR_EQUAL, value);
    }

    /** Holds where the text matches an SQL LIKE pattern: {@code %} any run, {@code _} one character, {@code \} escapes. */
    public Condition like(String pattern) {
        return compare(Comparison.LIKE, pattern);
    }

    /** Holds where the text begins with this prefix, taken literally. */
    public Condition startsWith(String prefix) {
        return like(escapeLike(prefix) + "%");
    }

    /** Holds where the text contains this part, taken literally. */
    public Condition contains(String part) {
        return like("%" + escapeLike(part) + "%");
    }

    /** Holds where the value is one of these; of no values, never. */
    public Condition in(Collection<? extends T> values) {
        return values.isEmpty() ? Condition.never() : new Conditions.In(this, List.copyOf(values));
    }

    /** Holds where the value is absent or none of these. */
    public Condition notIn(Collection<? extends T> values) {
        return in(values).not();
    }

    /** Holds where the value is among those that the subquery selects. */
    public Condition in(Subquery<T> subquery) {
        return new Conditions.InSubquery(this, subquery);
    }

    /** Holds where the value is absent or not among those that the subquery selects. */
    public Condition notIn(Subquery<T> subquery) {
        return in(subquery).not();
    }

    /** Holds where there is no value. */
    public Condition isAbsent() {
        return new Conditions.IsAbsent(this);
    }

    /** Holds where there is a value. */
    public Condition isPresent() {
        return isAbsent().not();
    }

    private Condition compare(Comparison comparison, Object value) {
        return new Conditions.Compare(this, comparison, Objects.requireNonNull(value, "value"));
    }

    private static String escapeLike(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Column<?> column && table.equals(column.table) && name.equals(column.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(table, name);
    }

    @Override
    public String toString() {
        return table.name() + "." + name;
    }
}
