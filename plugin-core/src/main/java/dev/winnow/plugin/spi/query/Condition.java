package dev.winnow.plugin.spi.query;

import java.util.List;

/** What must hold of a row. Immutable; made by {@link Column}, {@link Relation} and the factories here. */
public abstract sealed class Condition permits Conditions.Node {
    Condition() {
    }

    /** Holds for every row. */
    public static Condition always() {
        return new Conditions.Constant(true);
    }

    /** Holds for no row. */
    public static Condition never() {
        return new Conditions.Constant(false);
    }

    /** Holds where each of these does; of none, always. */
    public static Condition allOf(List<Condition> conditions) {
        return conditions.size() == 1 ? conditions.getFirst() : new Conditions.All(List.copyOf(conditions));
    }

    /** Holds where at least one of these does; of none, never. */
    public static Condition anyOf(List<Condition> conditions) {
        return conditions.size() == 1 ? conditions.getFirst() : new Conditions.Any(List.copyOf(conditions));
    }

    /** Holds where this and the other do. */
    public final Condition and(Condition other) {
        return allOf(List.of(this, other));
    }

    /** Holds where this or the other does. */
    public final Condition or(Condition other) {
        return anyOf(List.of(this, other));
    }

    /** Holds where this does not. */
    public final Condition not() {
        return new Conditions.Not(this);
    }

    /** For hosts: walks one level of the tree. Plugin authors do not need it. */
    public abstract <R> R accept(ConditionVisitor<R> visitor);
}
