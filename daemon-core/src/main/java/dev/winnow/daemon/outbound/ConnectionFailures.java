package dev.winnow.daemon.outbound;

import dev.winnow.daemon.network.ProxyAddress;
import dev.winnow.daemon.network.Route;
import dev.winnow.daemon.outbound.ConnectionResult.Outcome.Failed;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Why a connection was not made, in sentences for the operator. */
final class ConnectionFailures {
    private static final String LOGIN_REFUSED = "authentication attempts";
    private static final String TUNNEL_FAILED = "Tunnel failed";

    private ConnectionFailures() {
    }

    static Failed explain(URI uri, Route route, IOException failure) {
        String message = String.valueOf(failure.getMessage());
        if (route instanceof Route.Through(ProxyAddress proxy, String why)) {
            if (message.contains(LOGIN_REFUSED) || message.contains("credentials") || message.endsWith("got: 401")
                    || message.endsWith("got: 407")) {
                return login(proxy);
            }
            if (message.contains(TUNNEL_FAILED)) {
                return new Failed("The proxy %s does not let through to %s (%s).".formatted(proxy.hostAndPort(), uri
                        .getRawAuthority(), message), "Allow this host in the proxy, or add it to no_proxy.");
            }
        }
        return switch (failure) {
            case HttpConnectTimeoutException e -> unreachable(uri, route, "no answer in time");
            case HttpTimeoutException e -> unreachable(uri, route, "no answer in time");
            case ConnectException e -> unreachable(uri, route, isUnknown(e) ? "the name is not known" : "refused");
            case SSLException e -> new Failed("%s cannot be trusted: %s.".formatted(uri, message),
                    "If a proxy opens TLS connections on the way, add its certificate to Java's trust store "
                            + "(WINNOW_JAVA_OPTIONS=-Djavax.net.ssl.trustStore=FILE).");
            default -> new Failed("%s broke off: %s.".formatted(uri, message),
                    "Check http_proxy, https_proxy and no_proxy, and the firewall.");
        };
    }

    static Failed silent(URI uri, Route route, Duration limit) {
        return unreachable(uri, route, "no answer in " + limit.toSeconds() + " s");
    }

    static Failed login(ProxyAddress proxy) {
        return new Failed("The proxy %s wants a user and a password, or does not accept those given.".formatted(proxy
                .hostAndPort()), "Set them as http://user:password@" + proxy.hostAndPort()
                        + ", special characters in the password written as %40 and the like.");
    }

    private static Failed unreachable(URI uri, Route route, String why) {
        return switch (route) {
            case Route.Direct(String rule) -> new Failed("%s cannot be reached directly: %s.".formatted(uri, why),
                    "If this host must use a proxy, check the variables (" + rule + "); else the firewall and the "
                            + "name server.");
            case Route.Through(ProxyAddress proxy, String rule) -> new Failed(
                    "%s cannot be reached through the proxy %s: %s.".formatted(uri, proxy.hostAndPort(), why),
                    "Check that the proxy runs there (" + rule + ") and that this host may connect to it.");
        };
    }

    private static boolean isUnknown(ConnectException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }
}
