package dev.winnow.plugin.testkit;

import dev.winnow.plugin.spi.query.Column;
import dev.winnow.plugin.spi.query.ColumnType;
import dev.winnow.plugin.spi.query.Comparison;
import dev.winnow.plugin.spi.query.Condition;
import dev.winnow.plugin.spi.query.ConditionVisitor;
import dev.winnow.plugin.spi.query.Relation;
import dev.winnow.plugin.spi.query.Subquery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Whether a condition holds for a row: two-valued, by the words of the SPI.
 *
 * @param row the row that is looked at
 * @param tables all rows of a table, by its name
 */
record Meaning(Row row, Function<String, List<Row>> tables) implements ConditionVisitor<Boolean> {
    @Override
    public Boolean constant(boolean value) {
        return value;
    }

    @Override
    public Boolean allOf(List<Condition> parts) {
        return parts.stream().allMatch(this::holds);
    }

    @Override
    public Boolean anyOf(List<Condition> parts) {
        return parts.stream().anyMatch(this::holds);
    }

    @Override
    public Boolean not(Condition negated) {
        return !holds(negated);
    }

    @Override
    public Boolean compare(Column<?> column, Comparison comparison, Object value) {
        Object literal = literal(column, value);
        Object actual = row.get(column);
        if (comparison == Comparison.LIKE && !(literal instanceof String)) {
            throw new IllegalArgumentException("column " + column + " is no text: like does not apply to it");
        }
        if (actual == null) {
            return false;
        }
        return switch (comparison) {
            case EQUAL -> order(actual, literal) == 0;
            case LESS -> order(actual, literal) < 0;
            case LESS_OR_EQUAL -> order(actual, literal) <= 0;
            case GREATER -> order(actual, literal) > 0;
            case GREATER_OR_EQUAL -> order(actual, literal) >= 0;
            case LIKE -> like(literal.toString()).matcher(actual.toString()).matches();
        };
    }

    @Override
    public Boolean isAbsent(Column<?> column) {
        return row.get(column) == null;
    }

    @Override
    public Boolean in(Column<?> column, List<?> values) {
        Object actual = row.get(column);
        return values.stream().map(value -> literal(column, value)).toList().stream()
                .anyMatch(value -> actual != null && order(actual, value) == 0);
    }

    @Override
    public Boolean inSubquery(Column<?> column, Subquery<?> subquery) {
        Object actual = row.get(column);
        return actual != null && tables.apply(subquery.column().table().name()).stream()
                .filter(other -> new Meaning(other, tables).holds(subquery.condition()))
                .map(other -> other.get(subquery.column()))
                .anyMatch(value -> value != null && order(actual, value) == 0);
    }

    @Override
    public Boolean related(Relation relation, Condition condition) {
        if (!relation.from().name().equals(row.table())) {
            throw new IllegalArgumentException("relation '" + relation.name() + "' starts at " + relation.from().name()
                    + ", it cannot be used on " + row.table());
        }
        return tables.apply(relation.to().name()).stream().filter(other -> belongs(relation, other))
                .anyMatch(other -> new Meaning(other, tables).holds(condition));
    }

    private boolean belongs(Relation relation, Row other) {
        return relation.name().equals("account")
                ? other.number("id") == row.number("account_id")
                : other.number("resource_id") == row.number("id");
    }

    private boolean holds(Condition condition) {
        return condition.accept(this);
    }

    /** The literal as the column has its values; a wrong type is refused as a daemon refuses it. */
    private static Object literal(Column<?> column, Object value) {
        boolean fits = switch (column.type()) {
            case TEXT, ATTRIBUTE -> value instanceof String;
            case NUMBER -> value instanceof Long || value instanceof Integer;
            case INSTANT -> value instanceof Instant;
        };
        if (!fits) {
            throw new IllegalArgumentException("column " + column + " is a " + column.type()
                    + ", it cannot be compared with '" + value + "' (" + value.getClass().getSimpleName() + ")");
        }
        return column.type() == ColumnType.INSTANT ? ((Instant) value).truncatedTo(ChronoUnit.MILLIS) : value;
    }

    private static int order(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return Long.compare(a.longValue(), b.longValue());
        }
        if (left instanceof Instant a && right instanceof Instant b) {
            return a.truncatedTo(ChronoUnit.MILLIS).compareTo(b.truncatedTo(ChronoUnit.MILLIS));
        }
        if (left instanceof String a && right instanceof String b) {
            // By code point, as the database's collation does; Java's own order is by UTF-16 unit.
            return java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
        }
        throw new IllegalArgumentException("'" + left + "' cannot be compared with '" + right + "'");
    }

    private static Pattern like(String pattern) {
        StringBuilder regex = new StringBuilder();
        int[] points = pattern.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (points[i] == '\\' && i + 1 < points.length) {
                regex.append(Pattern.quote(Character.toString(points[++i])));
            } else {
                regex.append(points[i] == '%'
                        ? ".*"
                        : points[i] == '_' ? "." : Pattern.quote(Character.toString(points[i])));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
