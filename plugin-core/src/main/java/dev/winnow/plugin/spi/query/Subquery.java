package dev.winnow.plugin.spi.query;

/**
 * The values of one column of the rows that satisfy a condition: the right side of {@link Column#in(Subquery)}.
 *
 * @param <T> the type of the values
 */
public final class Subquery<T> {
    private final Column<T> column;
    private final Condition condition;

    private Subquery(Column<T> column, Condition condition) {
        this.column = column;
        this.condition = condition;
    }

    /** Selects this column of all rows of its table. */
    public static <T> Subquery<T> select(Column<T> column) {
        return new Subquery<>(column, Condition.always());
    }

    /** The same, of the rows for which this holds as well. */
    public Subquery<T> where(Condition further) {
        return new Subquery<>(column, condition.and(further));
    }

    /** The selected column. */
    public Column<T> column() {
        return column;
    }

    /** What must hold of the rows of the column's table. */
    public Condition condition() {
        return condition;
    }
}
