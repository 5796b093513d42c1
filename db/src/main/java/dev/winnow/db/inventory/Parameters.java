package dev.winnow.db.inventory;

import dev.winnow.db.Database;
import dev.winnow.db.Json;
import dev.winnow.db.Times;
import dev.winnow.plugin.spi.query.Column;
import dev.winnow.plugin.spi.query.ColumnType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The literals of a query, in the order of their question marks: none of them becomes part of the SQL. */
final class Parameters {
    /** A longer list goes as one JSON parameter. */
    static final int LIST = 1000;
    /** More than this is no query, but a mistake. */
    static final int TOTAL = 20_000;
    private static final int LIST_TOTAL = 1_000_000;

    private final List<Object> values = new ArrayList<>();
    private int aliases;

    /** A name for one more table, unique within the query. */
    String newAlias() {
        return "t" + aliases++;
    }

    void add(Column<?> column, Object value) {
        if (values.size() == TOTAL) {
            throw new IllegalArgumentException("the query has more than " + TOTAL
                    + " literals; use in() with a list, or a subquery");
        }
        values.add(literal(column, value));
    }

    /** Adds a list; returns what stands between the parentheses of IN. */
    String addAll(Column<?> column, List<?> list) {
        if (list.size() <= LIST) {
            list.forEach(value -> add(column, value));
            return Database.placeholders(list.size());
        }
        if (list.size() > LIST_TOTAL) {
            throw new IllegalArgumentException("in() on column " + column + " has " + list.size()
                    + " values, more than " + LIST_TOTAL + "; use a subquery");
        }
        List<Object> literals = new ArrayList<>();
        list.forEach(value -> literals.add(json(literal(column, value))));
        values.add(Json.write(literals));
        return "SELECT l.v FROM JSON_TABLE(?, '$[*]' COLUMNS (v " + jsonColumn(column.type()) + " PATH '$')) l";
    }

    /** All, to be bound. */
    Object[] toArray() {
        return values.toArray();
    }

    private static Object literal(Column<?> column, Object value) {
        boolean fits = switch (column.type()) {
            case TEXT, ATTRIBUTE -> value instanceof String;
            case NUMBER -> value instanceof Long || value instanceof Integer;
            case INSTANT -> value instanceof Instant;
        };
        if (!fits) {
            throw new IllegalArgumentException("column " + column + " holds " + expected(column.type())
                    + ", it cannot be compared with '" + value + "' (" + value.getClass().getSimpleName() + ")");
        }
        return value instanceof Instant at ? Times.column(at) : value;
    }

    private static Object json(Object literal) {
        return literal instanceof java.time.LocalDateTime time ? time.toString().replace('T', ' ') : literal;
    }

    private static String jsonColumn(ColumnType type) {
        return switch (type) {
            case TEXT, ATTRIBUTE -> "VARCHAR(1024)";
            case NUMBER -> "BIGINT";
            case INSTANT -> "DATETIME(3)";
        };
    }

    private static String expected(ColumnType type) {
        return switch (type) {
            case TEXT, ATTRIBUTE -> "a text";
            case NUMBER -> "a whole number";
            case INSTANT -> "an instant";
        };
    }
}
