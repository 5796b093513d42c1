package dev.winnow.plugin.spi.query;

import java.util.List;

/**
 * For hosts, which compile conditions to their store's language. Plugins do not implement it: a later version of the
 * SPI may add a method.
 *
 * @param <R> what a condition compiles to
 */
public interface ConditionVisitor<R> {
    /** Always or never. */
    R constant(boolean value);

    /** Each of these; an empty list holds always. */
    R allOf(List<Condition> parts);

    /** One of these; an empty list holds never. */
    R anyOf(List<Condition> parts);

    /** The opposite, two-valued: an unknown comparison counts as false before it is negated. */
    R not(Condition negated);

    /** The value is present and compares so with the literal, whose type is the column's. */
    R compare(Column<?> column, Comparison comparison, Object value);

    /** There is no value. */
    R isAbsent(Column<?> column);

    /** The value is one of at least one literal. */
    R in(Column<?> column, List<?> values);

    /** The value is among those selected. */
    R inSubquery(Column<?> column, Subquery<?> subquery);

    /** At least one related row satisfies the condition. */
    R related(Relation relation, Condition condition);
}
