package dev.winnow.embedded;

import java.security.SecureRandom;

/** Makes passwords that need no escaping anywhere: letters and digits without the ones that look alike. */
public final class Passwords {
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final SecureRandom random = new SecureRandom();

    /** One of this many characters, each worth 5.8 bits. */
    public String next(int length) {
        StringBuilder password = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
