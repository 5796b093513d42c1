package dev.winnow.plugin.spi.query;

/**
 * A named way from one table's rows to another's, for example a resource's tags.
 *
 * @param name the public name, unique within {@code from}
 * @param from the table it starts at
 * @param to the table it leads to
 */
public record Relation(String name, Table from, Table to) {
    /** Holds where at least one related row satisfies the condition, which speaks of {@link #to} columns. */
    public Condition any(Condition condition) {
        return new Conditions.Related(this, condition);
    }

    /** Holds where no related row satisfies the condition. */
    public Condition none(Condition condition) {
        return any(condition).not();
    }

    /** Holds where there is a related row. */
    public Condition exists() {
        return any(Condition.always());
    }
}
