package dev.winnow.web.page.admin;

import dev.winnow.db.people.Role;
import dev.winnow.web.page.view.Words;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.RefusedException;
import java.util.Arrays;
import java.util.List;

/** Roles as forms name them. */
final class Roles {
    private Roles() {
    }

    static List<String> codes() {
        return Arrays.stream(Role.values()).map(Words::code).toList();
    }

    /** Those that somebody may give on: no more than their own. */
    static List<String> codesFor(Actor actor) {
        return Arrays.stream(Role.values()).filter(actor::may).map(Words::code).toList();
    }

    static Role ofCode(String code) {
        for (Role role : Role.values()) {
            if (Words.code(role).equals(code)) {
                return role;
            }
        }
        throw RefusedException.invalid("role", "'role' must be one of " + String.join(", ", codes()));
    }
}
