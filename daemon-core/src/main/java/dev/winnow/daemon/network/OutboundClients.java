package dev.winnow.daemon.network;

import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;

/** Makes clients go out as the resolver says. */
public final class OutboundClients {
    private static final String TUNNELS_WITHOUT_BASIC = "jdk.http.auth.tunneling.disabledSchemes";
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private OutboundClients() {
    }

    /**
     * For the whole process, before the first client is made: what asks Java and not us (gRPC, Google's and Azure's
     * libraries, {@code HttpURLConnection}, a plugin's own {@code HttpClient}) goes by the same rules, and may tell a
     * proxy its user and password for TLS connections, which Java does not do of itself.
     */
    public static void makeDefault(ProxyResolver resolver) {
        if (System.getProperty(TUNNELS_WITHOUT_BASIC) == null) {
            System.setProperty(TUNNELS_WITHOUT_BASIC, "");
        }
        ProxySelector.setDefault(resolver);
        resolver.proxyAuthenticator().ifPresent(Authenticator::setDefault);
    }

    /** A client of the JDK, to be completed. It follows no redirect, which could lead anywhere. */
    public static HttpClient.Builder http(ProxyResolver resolver) {
        HttpClient.Builder builder = HttpClient.newBuilder().proxy(resolver).connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER);
        resolver.proxyAuthenticator().ifPresent(builder::authenticator);
        return builder;
    }
}
