package dev.winnow.db;

/**
 * How to reach MySQL.
 *
 * @param host name or address
 * @param port TCP port
 * @param name the database
 * @param username the account
 * @param password the account's password, never logged
 * @param tls {@code disabled}, {@code preferred}, {@code required} or {@code verify}
 */
public record DatabaseSettings(String host, int port, String name, String username, String password, String tls) {
    @Override
    public String toString() {
        return username + "@" + host + ":" + port + "/" + name;
    }
}
