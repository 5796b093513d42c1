package dev.winnow.daemon.network;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A proxy as {@code http_proxy} or {@code https_proxy} names it.
 *
 * @param user decoded; empty where none is given
 * @param password decoded
 */
record ProxyAddress(String host, int port, Optional<String> user, String password) {
    /**
     * Reads {@code [http[s]://][user:password@]host[:port][/]}. Without a port it is 80, or 443 for {@code https}.
     *
     * @throws IllegalArgumentException if it is not that; the message does not repeat it, since it may hold a password
     */
    static ProxyAddress parse(String variable, String value) {
        String text = value.contains("://") ? value : "http://" + value;
        int at = text.lastIndexOf('@');
        int authority = text.indexOf("://") + 3;
        String login = at < authority ? "" : text.substring(authority, at);
        String rest = text.substring(0, authority) + text.substring(at < authority ? authority : at + 1);
        try {
            URI uri = URI.create(rest);
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                throw malformed(variable);
            }
            int port = uri.getPort() > 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
            int colon = login.indexOf(':');
            String user = decode(colon < 0 ? login : login.substring(0, colon));
            String password = colon < 0 ? "" : decode(login.substring(colon + 1));
            return new ProxyAddress(unbracketed(uri.getHost()), port,
                    user.isEmpty() ? Optional.empty() : Optional.of(user), password);
        } catch (IllegalArgumentException e) {
            throw malformed(variable);
        }
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException malformed(String variable) {
        return new IllegalArgumentException(
                variable + ": expected http://host:port or http://user:password@host:port, special characters in the "
                        + "password written as %40 and the like");
    }

    @Override
    public String toString() {
        return host + ":" + port + (user.isPresent() ? " (with a user)" : "");
    }
}
