package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.query.Column;
import dev.winnow.plugin.spi.query.Comparison;
import dev.winnow.plugin.spi.query.Condition;
import dev.winnow.plugin.spi.query.ConditionVisitor;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.Relation;
import dev.winnow.plugin.spi.query.Subquery;
import java.util.List;

/** Finds the resource type that a query asks for; empty where it asks for none, or does not say so plainly. */
final class AskedType implements ConditionVisitor<String> {
    private static final String NONE = "";

    private AskedType() {
    }

    static String of(Condition condition) {
        return condition.accept(new AskedType());
    }

    @Override
    public String compare(Column<?> column, Comparison comparison, Object value) {
        return column.equals(DbObjects.Resource.TYPE) && comparison == Comparison.EQUAL ? value.toString() : NONE;
    }

    @Override
    public String allOf(List<Condition> parts) {
        return parts.stream().map(part -> part.accept(this)).filter(type -> !type.isEmpty()).findFirst().orElse(NONE);
    }

    @Override
    public String constant(boolean value) {
        return NONE;
    }

    @Override
    public String anyOf(List<Condition> parts) {
        return NONE;
    }

    @Override
    public String not(Condition negated) {
        return NONE;
    }

    @Override
    public String isAbsent(Column<?> column) {
        return NONE;
    }

    @Override
    public String in(Column<?> column, List<?> values) {
        return NONE;
    }

    @Override
    public String inSubquery(Column<?> column, Subquery<?> subquery) {
        return NONE;
    }

    @Override
    public String related(Relation relation, Condition condition) {
        return NONE;
    }
}
