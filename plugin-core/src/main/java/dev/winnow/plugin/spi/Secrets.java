package dev.winnow.plugin.spi;

/** Resolves references to secrets where they are used; the secret itself never lies in the database. */
public interface Secrets {
    /**
     * The secret behind {@code env:NAME} (an environment variable of this daemon) or {@code file:/path} (its content
     * without the last line break, at most 64 KiB).
     *
     * @throws IllegalArgumentException if the reference has another form, or nothing is there; the message names the
     *     reference and this host, never a secret
     */
    String resolve(String reference);
}
