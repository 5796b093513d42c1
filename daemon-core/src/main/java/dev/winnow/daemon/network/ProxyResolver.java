package dev.winnow.daemon.network;

import dev.winnow.plugin.spi.Outbound;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which proxy to take, by {@code http_proxy}, {@code https_proxy} and {@code no_proxy}. The lower-case variable
 * wins over the upper-case one.
 */
public final class ProxyResolver extends ProxySelector implements Outbound {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyResolver.class);
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final Optional<ProxyAddress> http;
    private final Optional<ProxyAddress> https;
    private final DirectHosts directHosts;

    /**
     * @param environment looks a variable up by its name
     * @throws IllegalArgumentException if a proxy variable is malformed; the message names it
     */
    public ProxyResolver(Function<String, @Nullable String> environment) {
        this.http = address("http_proxy", environment);
        this.https = address("https_proxy", environment);
        this.directHosts = DirectHosts.parse(find("no_proxy", environment).orElse(null));
    }

    /** The proxy for this URI, or {@link Proxy#NO_PROXY}. */
    @Override
    public List<Proxy> select(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        Optional<ProxyAddress> proxy = switch (scheme) {
            case "https" -> https;
            case "http" -> http;
            default -> Optional.empty();
        };
        String host = uri.getHost();
        int port = uri.getPort() > 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        if (proxy.isEmpty() || host == null || directHosts.contains(host, port)) {
            return DIRECT;
        }
        ProxyAddress chosen = proxy.get();
        // Unresolved: a client that goes by name may resolve it anew when the proxy moves.
        return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(chosen.host(), chosen.port())));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        LOG.warn("The proxy {} could not be reached for {} ({}): check http_proxy, https_proxy and no_proxy.", address,
                uri.getHost(), failure.getMessage());
    }

    @Override
    public ProxySelector proxySelector() {
        return this;
    }

    @Override
    public Optional<Authenticator> proxyAuthenticator() {
        List<ProxyAddress> known = Stream.of(http, https).flatMap(Optional::stream)
                .filter(address -> address.user().isPresent()).toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(new ProxyAuthenticator(known));
    }

    private static Optional<ProxyAddress> address(String variable, Function<String, @Nullable String> environment) {
        return find(variable, environment).map(value -> ProxyAddress.parse(variable, value));
    }

    private static Optional<String> find(String variable, Function<String, @Nullable String> environment) {
        return Stream.of(variable, variable.toUpperCase(Locale.ROOT)).map(name -> Optional.ofNullable(environment
                .apply(name)).map(String::strip).orElse("")).filter(value -> !value.isEmpty()).findFirst();
    }
}
