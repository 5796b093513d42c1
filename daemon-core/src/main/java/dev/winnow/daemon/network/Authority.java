package dev.winnow.daemon.network;

import java.net.URI;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port. Names may have an underscore, which {@link URI#getHost()} does not know and Compose's services do.
 *
 * @param host without brackets
 */
record Authority(String host, OptionalInt port) {
    private static final Pattern HOST_AND_PORT = Pattern.compile(
            "(\\[[0-9a-fA-F:.%a-zA-Z_]+]|[\\p{L}\\p{N}._-]+)(?::(\\d{1,5}))?");
    private static final int LAST_PORT = 65535;

    /** @throws IllegalArgumentException if it is not {@code host} or {@code host:port} */
    static Authority parse(String text) {
        Matcher parts = HOST_AND_PORT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected host or host:port");
        }
        String host = parts.group(1).startsWith("[")
                ? parts.group(1).substring(1, parts.group(1).length() - 1)
                : parts.group(1);
        if (parts.group(2) == null) {
            return new Authority(host, OptionalInt.empty());
        }
        int port = Integer.parseInt(parts.group(2));
        if (port == 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("expected a port from 1 to " + LAST_PORT);
        }
        return new Authority(host, OptionalInt.of(port));
    }

    /** Of a URI, without its user. @throws IllegalArgumentException if it has none */
    static Authority of(URI uri) {
        String authority = uri.getRawAuthority();
        if (authority == null) {
            throw new IllegalArgumentException("there is no host in " + uri.getScheme() + ":");
        }
        return parse(authority.substring(authority.lastIndexOf('@') + 1));
    }
}
