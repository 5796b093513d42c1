package dev.winnow.web.service;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Which names and passwords are taken. */
public final class Passwords {
    /** How many characters a password has at least. */
    public static final int MIN_LENGTH = 12;
    /** How many bytes bcrypt looks at. */
    public static final int MAX_BYTES = 72;

    private Passwords() {
    }

    /** Refuses a password that is too short, too long, or the name. */
    public static void check(String field, String password, String userName) {
        if (password.length() < MIN_LENGTH) {
            throw RefusedException.invalid(field, "the password must have " + MIN_LENGTH + " characters at least");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw RefusedException.invalid(field, "the password must have " + MAX_BYTES + " bytes at most");
        }
        if (password.toLowerCase(Locale.ROOT).equals(userName.toLowerCase(Locale.ROOT))
                || password.chars().distinct().count() < 4) {
            throw RefusedException.invalid(field, "the password is too easy to guess");
        }
    }

    /** Refuses a user name of another form. */
    static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")) {
            throw RefusedException.invalid("name",
                    "'name' must have 1 to 64 letters, digits, '.', '_', '@' and '-', and begin with a letter or digit");
        }
    }
}
