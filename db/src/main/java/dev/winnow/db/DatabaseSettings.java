package dev.winnow.db;

import java.security.KeyStore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How to reach MySQL.
 *
 * @param host name or address
 * @param port TCP port
 * @param name the database
 * @param username the account
 * @param password the account's password, never logged
 * @param tls {@code disabled}, {@code preferred}, {@code required} or {@code verify}
 * @param trusted who may have signed the server's certificate; null for those that the JVM trusts
 * @param tokens gives a password for each new connection, in place of the one above; null for that one
 */
public record DatabaseSettings(String host, int port, String name, String username, String password, String tls,
        @Nullable KeyStore trusted, @Nullable Supplier<String> tokens) {
    /** With a password, and the JVM's trust. */
    public DatabaseSettings(String host, int port, String name, String username, String password, String tls) {
        this(host, port, name, username, password, tls, null, null);
    }

    /** The same, trusting these authorities. */
    public DatabaseSettings trusting(@Nullable KeyStore authorities) {
        return new DatabaseSettings(host, port, name, username, password, tls, authorities, tokens);
    }

    /** The same with a password of its own for each connection. */
    public DatabaseSettings withTokens(Supplier<String> source) {
        return new DatabaseSettings(host, port, name, username, password, tls, trusted, source);
    }

    /** The password for a connection that is made now. */
    String secret() {
        return tokens == null ? password : tokens.get();
    }

    @Override
    public String toString() {
        return username + "@" + host + ":" + port + "/" + name;
    }
}
