package dev.winnow.db.inventory;

import dev.winnow.plugin.spi.query.Column;
import dev.winnow.plugin.spi.query.ColumnType;
import dev.winnow.plugin.spi.query.Comparison;
import dev.winnow.plugin.spi.query.Condition;
import dev.winnow.plugin.spi.query.ConditionVisitor;
import dev.winnow.plugin.spi.query.Relation;
import dev.winnow.plugin.spi.query.Subquery;
import dev.winnow.plugin.spi.query.Table;
import java.util.List;

/**
 * Compiles what must hold of a table's row to SQL. SQL knows a third truth value, unknown; here it counts as false. As
 * AND and OR of unknowns are never true where the two-valued result is false, only a negation has to say so.
 */
final class ConditionCompiler implements ConditionVisitor<Sql> {
    private static final int DEPTH = 500;

    private final Table table;
    private final String alias;
    private final int depth;
    private final Parameters parameters;

    ConditionCompiler(Table table, String alias, Parameters parameters) {
        this(table, alias, 0, parameters);
    }

    private ConditionCompiler(Table table, String alias, int depth, Parameters parameters) {
        if (depth > DEPTH) {
            throw new IllegalArgumentException("the query is nested more than " + DEPTH
                    + " levels deep; build it from lists with allOf, anyOf and in");
        }
        this.table = table;
        this.alias = alias;
        this.depth = depth;
        this.parameters = parameters;
    }

    @Override
    public Sql constant(boolean value) {
        return value ? Sql.TRUE : Sql.FALSE;
    }

    @Override
    public Sql allOf(List<Condition> parts) {
        return join(parts, Sql.Binding.AND, " AND ", Sql.TRUE);
    }

    @Override
    public Sql anyOf(List<Condition> parts) {
        return join(parts, Sql.Binding.OR, " OR ", Sql.FALSE);
    }

    @Override
    public Sql not(Condition negated) {
        Sql sql = negated.accept(deeper());
        return Sql.tightAndKnown(sql.isNeverNull() ? "NOT (" + sql.text() + ")" : "((" + sql.text() + ") IS NOT TRUE)");
    }

    @Override
    public Sql compare(Column<?> column, Comparison comparison, Object value) {
        if (comparison == Comparison.LIKE && column.type() != ColumnType.TEXT
                && column.type() != ColumnType.ATTRIBUTE) {
            throw new IllegalArgumentException("column " + column + " is no text: like does not apply to it");
        }
        String left = column(column);
        parameters.add(column, value);
        return Sql.tight(left + switch (comparison) {
            case EQUAL -> " = ?";
            case LESS -> " < ?";
            case LESS_OR_EQUAL -> " <= ?";
            case GREATER -> " > ?";
            case GREATER_OR_EQUAL -> " >= ?";
            case LIKE -> " LIKE ? ESCAPE '\\\\'";
        });
    }

    @Override
    public Sql isAbsent(Column<?> column) {
        return Sql.tightAndKnown(column(column) + " IS NULL");
    }

    @Override
    public Sql in(Column<?> column, List<?> values) {
        return Sql.tight(column(column) + " IN (" + parameters.addAll(column, values) + ")");
    }

    @Override
    public Sql inSubquery(Column<?> column, Subquery<?> subquery) {
        String left = column(column);
        String inner = parameters.newAlias();
        Column<?> selected = subquery.column();
        ConditionCompiler compiler = new ConditionCompiler(selected.table(), inner, depth + 1, parameters);
        String where = subquery.condition().accept(compiler).within(Sql.Binding.AND);
        String visible = PhysicalTables.visible(selected.table(), inner).map(text -> text + " AND ").orElse("");
        return Sql.tight(left + " IN (SELECT " + compiler.column(selected) + " FROM "
                + PhysicalTables.name(selected.table()) + " " + inner + " WHERE " + visible + where + ")");
    }

    @Override
    public Sql related(Relation relation, Condition condition) {
        if (!relation.from().equals(table)) {
            throw new IllegalArgumentException("relation '" + relation.name() + "' starts at "
                    + relation.from().name() + ", it cannot be used on " + table.name());
        }
        String inner = parameters.newAlias();
        String where = condition.accept(new ConditionCompiler(relation.to(), inner, depth + 1, parameters))
                .within(Sql.Binding.AND);
        return Sql.tightAndKnown("EXISTS (SELECT 1 FROM " + PhysicalTables.name(relation.to()) + " " + inner
                + " WHERE " + PhysicalTables.join(relation, alias, inner) + " AND " + where + ")");
    }

    private Sql join(List<Condition> parts, Sql.Binding binding, String operator, Sql ofNone) {
        if (parts.isEmpty()) {
            return ofNone;
        }
        ConditionCompiler inner = deeper();
        List<Sql> compiled = parts.stream().map(part -> part.accept(inner)).toList();
        String text = String.join(operator, compiled.stream().map(part -> part.within(binding)).toList());
        return new Sql(text, compiled.size() == 1 ? Sql.Binding.TIGHT : binding,
                compiled.stream().allMatch(Sql::isNeverNull));
    }

    private String column(Column<?> column) {
        if (!column.table().equals(table)) {
            throw new IllegalArgumentException("column " + column + " is used where rows of " + table.name()
                    + " are looked at; go there by a relation or a subquery");
        }
        return PhysicalTables.column(column, alias);
    }

    private ConditionCompiler deeper() {
        return new ConditionCompiler(table, alias, depth + 1, parameters);
    }
}
