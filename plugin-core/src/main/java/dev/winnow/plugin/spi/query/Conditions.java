package dev.winnow.plugin.spi.query;

import java.util.List;

/** The nodes of the tree, which nobody outside names: {@link ConditionVisitor} is the way in. */
final class Conditions {
    private Conditions() {
    }

    /** The common super-type, so that {@link Condition} can be sealed without naming each node. */
    abstract static non-sealed class Node extends Condition {
    }

    static final class Constant extends Node {
        private final boolean value;

        Constant(boolean value) {
            this.value = value;
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.constant(value);
        }
    }

    static final class All extends Node {
        private final List<Condition> parts;

        All(List<Condition> parts) {
            this.parts = parts;
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.allOf(parts);
        }
    }

    static final class Any extends Node {
        private final List<Condition> parts;

        Any(List<Condition> parts) {
            this.parts = parts;
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.anyOf(parts);
        }
    }

    static final class Not extends Node {
        private final Condition negated;

        Not(Condition negated) {
            this.negated = negated;
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.not(negated);
        }
    }

    static final class Compare extends Node {
        private final Column<?> column;
        private final Comparison comparison;
        private final Object value;

        Compare(Column<?> column, Comparison comparison, Object value) {
            this.column = column;
            this.comparison = comparison;
            this.value = value;
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.compare(column, comparison, value);
        }
    }

    static final class IsAbsent extends Node {
        private final Column<?> column;

        IsAbsent(Column<?> column) {
            this.column = column;
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.isAbsent(column);
        }
    }

    static final class In extends Node {
        private final Column<?> column;
        private final List<?> values;

        In(Column<?> column, List<?> values) {
            this.column = column;
            this.values = values;
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.in(column, values);
        }
    }

    static final class InSubquery extends Node {
        private final Column<?> column;
        private final Subquery<?> subquery;

        InSubquery(Column<?> column, Subquery<?> subquery) {
            this.column = column;
            this.subquery = subquery;
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.inSubquery(column, subquery);
        }
    }

    static final class Related extends Node {
        private final Relation relation;
        private final Condition condition;

        Related(Relation relation, Condition condition) {
            this.relation = relation;
            this.condition = condition;
        }

        @Override
        public <R> R accept(ConditionVisitor<R> visitor) {
            return visitor.related(relation, condition);
        }
    }
}
