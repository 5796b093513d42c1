package dev.winnow.daemon.settings;

import dev.winnow.plugin.spi.Secrets;

/** A secret as it was given: itself, or a reference {@code env:NAME} or {@code file:/path}. It is never printed. */
public final class SecretValue {
    private final String given;

    private SecretValue(String given) {
        this.given = given;
    }

    /** What was given. */
    public static SecretValue of(String given) {
        return new SecretValue(given);
    }

    /**
     * The secret.
     *
     * @throws IllegalArgumentException if it is a reference that leads nowhere; the message names the reference
     */
    public String reveal(Secrets secrets) {
        return given.startsWith("env:") || given.startsWith("file:") ? secrets.resolve(given) : given;
    }

    @Override
    public String toString() {
        return "***";
    }
}
