package dev.winnow.web.api.json;

import dev.winnow.db.people.User;

/** Somebody who may sign in. */
public record UserJson(String id, String name, String role, boolean mustChangePassword, boolean disabled) {
    public static UserJson of(User user) {
        return new UserJson(Long.toString(user.id()), user.name(), Codes.of(user.role()), user.mustChangePassword(),
                user.disabled());
    }
}
