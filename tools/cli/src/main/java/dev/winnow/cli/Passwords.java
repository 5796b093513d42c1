package dev.winnow.cli;

import java.security.SecureRandom;

/** Passwords that can be read out: 20 characters without those that look alike, about 116 bits. */
final class Passwords {
    private static final String CHARACTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 20;

    private Passwords() {
    }

    static String generate() {
        return new SecureRandom().ints(LENGTH, 0, CHARACTERS.length()).mapToObj(CHARACTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append).toString();
    }
}
