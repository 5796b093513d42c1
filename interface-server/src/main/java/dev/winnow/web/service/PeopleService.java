package dev.winnow.web.service;

import dev.winnow.db.people.People;
import dev.winnow.db.people.Role;
import dev.winnow.db.people.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/** Users and tokens. */
@Service
public class PeopleService {
    /** The name of the first admin. */
    public static final String FIRST_ADMIN = "admin";

    private final People people;
    private final PasswordEncoder encoder;
    private final InstantSource clock;
    private final Audit audit;

    PeopleService(People people, PasswordEncoder encoder, InstantSource clock, Audit audit) {
        this.people = people;
        this.encoder = encoder;
        this.clock = clock;
        this.audit = audit;
    }

    /** All users, by name. */
    public List<User> users() {
        return people.users();
    }

    /** The user of this name. */
    public User user(String name) {
        return people.user(name).orElseThrow(() -> RefusedException.notFound("There is no user '" + Shown.of(name)
                + "'."));
    }

    /** Adds a user; with {@code mustChange} the password is good for one sign-in, at which another is set. */
    public User addUser(Actor actor, String name, String password, Role role, boolean mustChange) {
        Passwords.checkName(name);
        Passwords.check("password", password, name);
        User user;
        try {
            user = people.add(name, hash(password), role, mustChange);
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid("name", Shown.message(e));
        }
        audit.record(actor, "user.add", "user:" + name, Map.of("role", code(role)));
        return user;
    }

    /** Sets somebody's password; for admins. With {@code mustChange} it is good for one sign-in. */
    public User resetPassword(Actor actor, String name, String password, boolean mustChange) {
        User user = user(name);
        Passwords.check("password", password, name);
        people.setPassword(user.id(), hash(password), mustChange);
        audit.record(actor, "user.password.reset", "user:" + user.name(), Map.of());
        return user(name);
    }

    /** Sets the actor's own password, who proves to know the old one. */
    public User changePassword(Actor actor, String current, String password) {
        User user = user(actor.name());
        if (!encoder.matches(current, user.passwordHash())) {
            audit.record(actor, "user.password.refused", "user:" + user.name(), Map.of());
            throw RefusedException.invalid("current", "the current password is not right");
        }
        if (current.equals(password)) {
            throw RefusedException.invalid("password", "the new password is the old one");
        }
        Passwords.check("password", password, user.name());
        people.setPassword(user.id(), hash(password), false);
        audit.record(actor, "user.password", "user:" + user.name(), Map.of());
        return user(actor.name());
    }

    /**
     * Uses a one-time sign-in link up: sets the first admin's password, and makes that user where there is none.
     *
     * @return the admin, to be signed in
     */
    public User redeem(String linkToken, String password, String address) {
        Passwords.check("password", password, FIRST_ADMIN);
        if (!people.useSignInLink(SecretTokens.hash(linkToken))) {
            throw RefusedException.invalid("token",
                    "this sign-in link is unknown, used or older than 24 hours: restart "
                            + "the interface server for another, or run 'winnow users add'");
        }
        Actor actor = new Actor(FIRST_ADMIN, Role.ADMIN, address);
        Optional<User> known = people.user(FIRST_ADMIN);
        if (known.isEmpty()) {
            people.add(FIRST_ADMIN, hash(password), Role.ADMIN, false);
        } else {
            people.setPassword(known.get().id(), hash(password), false);
        }
        audit.record(actor, "sign-in.link", "user:" + FIRST_ADMIN, Map.of());
        return user(FIRST_ADMIN);
    }

    /** All tokens, without their secrets. */
    public List<People.Token> tokens() {
        return people.tokens();
    }

    /** Makes a token of the actor's; its secret is shown this once. */
    public NewToken addToken(Actor actor, String name, Role role, @Nullable Instant expiresAt) {
        if (name.isBlank() || name.length() > 100) {
            throw RefusedException.invalid("name", "'name' must have 1 to 100 characters");
        }
        if (!actor.may(role)) {
            throw RefusedException
                    .forbidden("A token can do no more than you: your role is " + code(actor.role()) + ".");
        }
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw RefusedException.invalid("expiresAt", "'expiresAt' must be in the future");
        }
        String secret = SecretTokens.create();
        People.Token token = people.addToken(user(actor.name()).id(), name.strip(), SecretTokens.hash(secret), role,
                expiresAt);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("name", name.strip());
        detail.put("role", code(role));
        audit.record(actor, "token.add", "token:" + token.id(), detail);
        return new NewToken(token, secret);
    }

    private String hash(String password) {
        return String.valueOf(encoder.encode(password));
    }

    private static String code(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** A token with its secret. */
    public record NewToken(People.Token token, String secret) {
        @Override
        public String toString() {
            return "token " + token.id();
        }
    }
}
