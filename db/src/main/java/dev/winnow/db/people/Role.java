package dev.winnow.db.people;

/** What somebody may do: each includes the one before. */
public enum Role {
    VIEWER, OPERATOR, ADMIN
}
