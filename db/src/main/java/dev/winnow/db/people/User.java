package dev.winnow.db.people;

/** Somebody who may sign in; the hash carries its algorithm as a prefix. */
public record User(long id, String name, String passwordHash, Role role, boolean mustChangePassword, boolean disabled) {
}
