package dev.winnow.db.schema;

/** How the database's schema stands to what this build needs. */
public sealed interface SchemaState {
    /** It is what this build needs. */
    record Current(String version) implements SchemaState {
    }

    /** It is older, or there is none yet (an empty version): somebody must run {@code winnow db upgrade}. */
    record Behind(String version, String needed) implements SchemaState {
    }

    /** It is newer than this build; it may be used, since migrations keep the last release working. */
    record Ahead(String version, String needed) implements SchemaState {
    }

    /** MySQL does not answer, or not to this account; the reason is a sentence for people. */
    record Unreachable(String reason) implements SchemaState {
    }

    /** Whether this build can work with it. */
    default boolean isUsable() {
        return this instanceof Current || this instanceof Ahead;
    }
}
