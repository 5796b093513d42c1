package dev.winnow.web.service;

import dev.winnow.db.people.Role;

/**
 * Who asks for something.
 *
 * @param name the user's
 * @param role what this session or token may do
 * @param address where from, for the audit log
 */
public record Actor(String name, Role role, String address) {
    /** As {@code requestedBy} stands in the ledger. */
    public String origin() {
        return "user:" + name;
    }

    /** Whether it may do what a role may. */
    public boolean may(Role needed) {
        return role.compareTo(needed) >= 0;
    }
}
