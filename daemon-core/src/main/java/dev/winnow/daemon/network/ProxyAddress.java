package dev.winnow.daemon.network;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A proxy as {@code http_proxy} or {@code https_proxy} names it. What it prints holds no password.
 *
 * @param host a name or an address, without brackets
 * @param user decoded; empty where none is given
 * @param password decoded; empty where none is given
 * @param wantsTls whether it was written as {@code https://}; the proxy is spoken to in plain HTTP all the same
 */
public record ProxyAddress(String host, int port, Optional<String> user, String password, boolean wantsTls) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final String SCHEME_END = "://";

    /**
     * Reads {@code [http[s]://][user:password@]host[:port][/]}. Without a port it is 80, or 443 for {@code https}.
     *
     * @throws IllegalArgumentException if it is not that; the message does not repeat it, since it may hold a password
     */
    static ProxyAddress parse(String variable, String value) {
        int schemeEnd = value.indexOf(SCHEME_END);
        String scheme = schemeEnd < 0 ? "http" : value.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw malformed(variable);
        }
        String rest = schemeEnd < 0 ? value : value.substring(schemeEnd + SCHEME_END.length());
        // The last one, since people forget to encode the one in their password.
        int at = rest.lastIndexOf('@');
        String login = at < 0 ? "" : rest.substring(0, at);
        try {
            Authority authority = Authority.parse(rest.substring(at + 1).replaceFirst("/.*$", ""));
            int colon = login.indexOf(':');
            String user = decode(colon < 0 ? login : login.substring(0, colon));
            String password = colon < 0 ? "" : decode(login.substring(colon + 1));
            return new ProxyAddress(authority.host(),
                    authority.port().orElse(scheme.equals("https") ? HTTPS_PORT : HTTP_PORT),
                    user.isEmpty() ? Optional.empty() : Optional.of(user), password, scheme.equals("https"));
        } catch (IllegalArgumentException e) {
            throw malformed(variable);
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException malformed(String variable) {
        return new IllegalArgumentException(
                variable + ": expected http://host:port or http://user:password@host:port, special characters in the "
                        + "password written as %40 and the like");
    }

    /** {@code host:port}, an IPv6 address in brackets. */
    public String hostAndPort() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String toString() {
        return hostAndPort() + (user.isPresent() ? " (with a user)" : "");
    }
}
