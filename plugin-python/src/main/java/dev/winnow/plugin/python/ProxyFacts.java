package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.Outbound;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The daemon's proxy settings in the form that Python's network clients know: environment variables, and an answer. */
final class ProxyFacts {
    /** A name that no network has, so that no rule for direct hosts applies to it. */
    private static final String ANY_HOST = "://any-host.invalid/";

    private final Outbound outbound;

    ProxyFacts(Outbound outbound) {
        this.outbound = outbound;
    }

    /** {@code http_proxy} and {@code https_proxy}, user and password included; none where clients go out directly. */
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String scheme : new String[]{"http", "https"}) {
            address(URI.create(scheme + ANY_HOST)).ifPresent(proxy -> {
                String url = "http://" + user(proxy, scheme) + proxy.getHostString() + ":" + proxy.getPort();
                variables.put(scheme + "_proxy", url);
                variables.put(scheme.toUpperCase(Locale.ROOT) + "_PROXY", url);
            });
        }
        return variables;
    }

    /** Whether a URL, or a host possibly with a port behind a colon, is reached without a proxy. */
    boolean isDirect(String host) {
        try {
            if (host.contains("://")) {
                return address(URI.create(host)).isEmpty();
            }
            return address(URI.create("http://" + host + "/")).isEmpty()
                    && address(URI.create("https://" + host + "/")).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Optional<InetSocketAddress> address(URI uri) {
        for (Proxy proxy : outbound.proxySelector().select(uri)) {
            if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress address) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    private String user(InetSocketAddress proxy, String scheme) {
        PasswordAuthentication known = outbound.proxyAuthenticator().map(asked -> ask(asked, proxy, scheme))
                .orElse(null);
        return known == null
                ? ""
                : encoded(known.getUserName()) + ":" + encoded(new String(known.getPassword())) + "@";
    }

    private static @Nullable PasswordAuthentication ask(Authenticator authenticator, InetSocketAddress proxy,
            String scheme) {
        try {
            return authenticator.requestPasswordAuthenticationInstance(proxy.getHostString(), null, proxy.getPort(),
                    "http", "", "basic", URI.create(scheme + ANY_HOST).toURL(), Authenticator.RequestorType.PROXY);
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
