package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.query.Column;
import dev.winnow.plugin.spi.query.Comparison;
import dev.winnow.plugin.spi.query.Condition;
import dev.winnow.plugin.spi.query.ConditionVisitor;
import dev.winnow.plugin.spi.query.Relation;
import dev.winnow.plugin.spi.query.Subquery;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a condition as one line, to be compared in tests. */
final class ConditionText implements ConditionVisitor<String> {
    static String of(Condition condition) {
        return condition.accept(new ConditionText());
    }

    @Override
    public String constant(boolean value) {
        return value ? "always" : "never";
    }

    @Override
    public String allOf(List<Condition> parts) {
        return joined("all", parts);
    }

    @Override
    public String anyOf(List<Condition> parts) {
        return joined("any", parts);
    }

    private static String joined(String kind, List<Condition> parts) {
        return parts.stream().map(ConditionText::of).collect(Collectors.joining(", ", kind + "(", ")"));
    }

    @Override
    public String not(Condition negated) {
        return "not(" + of(negated) + ")";
    }

    @Override
    public String compare(Column<?> column, Comparison comparison, Object value) {
        return column + " " + comparison + " " + value;
    }

    @Override
    public String isAbsent(Column<?> column) {
        return column + " absent";
    }

    @Override
    public String in(Column<?> column, List<?> values) {
        return column + " in " + values;
    }

    @Override
    public String inSubquery(Column<?> column, Subquery<?> subquery) {
        return column + " in (" + subquery.column() + " where " + of(subquery.condition()) + ")";
    }

    @Override
    public String related(Relation relation, Condition condition) {
        return relation.name() + " any " + of(condition);
    }
}
