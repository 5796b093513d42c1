package dev.winnow.db.inventory;

/**
 * A piece of a WHERE clause.
 *
 * @param text the SQL, with {@code ?} for each parameter
 * @param binding what stands outermost, which decides where parentheses are needed
 * @param isNeverNull whether it is true or false, never unknown
 */
record Sql(String text, Binding binding, boolean isNeverNull) {
    static final Sql TRUE = new Sql("TRUE", Binding.TIGHT, true);
    static final Sql FALSE = new Sql("FALSE", Binding.TIGHT, true);

    enum Binding {
        TIGHT, AND, OR
    }

    static Sql tight(String text) {
        return new Sql(text, Binding.TIGHT, false);
    }

    static Sql tightAndKnown(String text) {
        return new Sql(text, Binding.TIGHT, true);
    }

    /** The text as it may stand within this. */
    String within(Binding outer) {
        return binding == Binding.TIGHT || binding == outer ? text : "(" + text + ")";
    }
}
