package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.query.Column;
import dev.winnow.plugin.spi.query.ColumnType;
import dev.winnow.plugin.spi.query.Condition;
import dev.winnow.plugin.spi.query.Subquery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Holds a column against literals of the column's type, or against a subquery. */
final class Literals {
    private static final int MOST_VALUES = 10_000;
    private static final int LONGEST_TEXT = 65_535;

    private Literals() {
    }

    static Condition compare(Column<?> column, String operator, JsonNode node) {
        return switch (column.type()) {
            case TEXT, ATTRIBUTE -> compare(Literals.<String>cast(column), operator, node,
                    value -> text(column, value));
            case NUMBER -> compare(Literals.<Long>cast(column), operator, node, value -> number(column, value));
            case INSTANT -> compare(Literals.<Instant>cast(column), operator, node, value -> instant(column, value));
        };
    }

    private static <T> Condition compare(Column<T> column, String operator, JsonNode node,
            Function<JsonNode, T> literal) {
        JsonNode value = node.path("value");
        return switch (operator) {
            case "eq" -> column.equalTo(literal.apply(value));
            case "lt" -> column.lessThan(literal.apply(value));
            case "le" -> column.atMost(literal.apply(value));
            case "gt" -> column.greaterThan(literal.apply(value));
            case "ge" -> column.atLeast(literal.apply(value));
            case "like" -> column.like(pattern(column, value));
            case "startswith" -> column.startsWith(pattern(column, value));
            case "contains" -> column.contains(pattern(column, value));
            case "absent" -> column.isAbsent();
            case "in" -> column.in(values(column, node.path("values"), literal));
            default -> throw new IllegalArgumentException("a condition on " + column + " has no known operator");
        };
    }

    private static <T> List<T> values(Column<T> column, JsonNode list, Function<JsonNode, T> literal) {
        if (list.size() > MOST_VALUES) {
            throw new IllegalArgumentException(column + " is held against " + list.size() + " values; at most "
                    + MOST_VALUES + " are taken: say it with a pattern or a subquery");
        }
        List<T> values = new ArrayList<>(list.size());
        for (JsonNode value : list) {
            values.add(literal.apply(value));
        }
        return values;
    }

    /** The column's value is among those of another column in the rows for which a condition holds. */
    static Condition in(Column<?> column, Column<?> selected, Condition where) {
        if (isText(column) != isText(selected) || !isText(column) && column.type() != selected.type()) {
            throw new IllegalArgumentException(column + " and the selected " + selected + " are of different types");
        }
        return switch (column.type()) {
            case TEXT, ATTRIBUTE -> Literals.<String>in(column, selected, where, String.class);
            case NUMBER -> Literals.<Long>in(column, selected, where, Long.class);
            case INSTANT -> Literals.<Instant>in(column, selected, where, Instant.class);
        };
    }

    private static <T> Condition in(Column<?> column, Column<?> selected, Condition where, Class<T> type) {
        Column<T> from = cast(selected);
        Column<T> to = cast(column);
        return to.in(Subquery.select(from).where(where));
    }

    private static String pattern(Column<?> column, JsonNode value) {
        if (!isText(column)) {
            throw wrong(column, "a column of texts for a pattern", value);
        }
        return text(column, value);
    }

    private static boolean isText(Column<?> column) {
        return column.type() == ColumnType.TEXT || column.type() == ColumnType.ATTRIBUTE;
    }

    private static String text(Column<?> column, JsonNode value) {
        if (!value.isString()) {
            throw wrong(column, "a text", value);
        }
        String text = value.asString();
        if (text.length() > LONGEST_TEXT || text.getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    column + " is held against a text of more than " + LONGEST_TEXT + " bytes");
        }
        return text;
    }

    private static Long number(Column<?> column, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(column, "a whole number of at most 63 bits", value);
        }
        return value.asLong();
    }

    private static Instant instant(Column<?> column, JsonNode value) {
        try {
            return OffsetDateTime.parse(value.asString("")).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong(column, "an instant such as 2026-01-31T12:00:00Z", value);
        }
    }

    private static IllegalArgumentException wrong(Column<?> column, String expected, JsonNode value) {
        String got = value.toString();
        return new IllegalArgumentException(column + ": expected " + expected + ", got "
                + (got.length() > 200 ? got.substring(0, 200) + "..." : got));
    }

    /** The column's type was looked at before: TEXT and ATTRIBUTE hold String, NUMBER Long, INSTANT Instant. */
    @SuppressWarnings("unchecked")
    private static <T> Column<T> cast(Column<?> column) {
        return (Column<T>) column;
    }
}
