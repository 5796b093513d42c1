package dev.winnow.db.schema;

/** Whose account it is, which says what it may do. */
public enum DatabaseAccount {
    /** The account that may do everything in the database, and grant it. */
    MIGRATE,
    /** The scheduler's. */
    SCHEDULER,
    /** The workers'. */
    WORKER,
    /** The interface servers'. */
    INTERFACE_SERVER
}
