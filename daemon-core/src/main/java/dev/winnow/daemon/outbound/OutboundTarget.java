package dev.winnow.daemon.outbound;

import java.net.URI;

/**
 * Where a declared connection leads.
 *
 * @param uri scheme, host and port; never more, since paths and queries may hold tokens
 * @param configured whether it is opened here; else the URI is an example
 */
public record OutboundTarget(OutboundConnection connection, URI uri, boolean configured) {
    static OutboundTarget to(OutboundConnection connection, URI uri) {
        return new OutboundTarget(connection, origin(uri), true);
    }

    static OutboundTarget example(OutboundConnection connection) {
        return new OutboundTarget(connection, URI.create(connection.example()), false);
    }

    private static URI origin(URI uri) {
        String authority = uri.getRawAuthority();
        return URI.create(uri.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1) + "/");
    }
}
