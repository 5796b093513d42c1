package dev.winnow.daemon.network;

import dev.winnow.plugin.spi.Outbound;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which proxy to take, by {@code http_proxy}, {@code https_proxy} and {@code no_proxy}: the one place that does so
 * for every client. The lower-case variable wins over the upper-case one, also where it is empty.
 */
public final class ProxyResolver extends ProxySelector implements Outbound {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyResolver.class);
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);
    private static final String HTTP = "http";
    private static final String HTTPS = "https";

    private final Map<String, Chosen> proxies = new HashMap<>();
    private final Set<String> emptied;
    private final DirectHosts directHosts;
    private final String noProxySource;
    private final List<String> notices = new ArrayList<>();

    private record Chosen(ProxyAddress address, String source) {
    }

    /**
     * By these variables alone.
     *
     * @param environment looks a variable up by its name
     * @throws IllegalArgumentException if a proxy variable is malformed; the message names it
     */
    public ProxyResolver(Function<String, @Nullable String> environment) {
        this(new ProxyVariables(environment, List.of()));
    }

    private ProxyResolver(ProxyVariables variables) {
        for (String scheme : List.of(HTTP, HTTPS)) {
            variables.find(scheme + "_proxy").ifPresent(value -> choose(scheme, value));
        }
        this.emptied = Stream.of(HTTP, HTTPS).filter(scheme -> variables.isEmptied(scheme + "_proxy"))
                .collect(Collectors.toUnmodifiableSet());
        Optional<ProxyVariables.Value> noProxy = variables.find("no_proxy");
        this.directHosts = DirectHosts.parse(noProxy.map(ProxyVariables.Value::text).orElse(null));
        this.noProxySource = noProxy.map(ProxyVariables.Value::source).orElse("no_proxy");
        for (String variable : ProxyVariables.ALL) {
            notices.addAll(variables.notices(variable));
        }
        directHosts.notUnderstood().forEach(entry -> notices.add(noProxySource + " has '" + entry
                + "', which fits no host: expected a host, .suffix, an address, a network as 10.0.0.0/8, or *, each "
                + "possibly with :port."));
        notices.addAll(variables.unread());
    }

    /**
     * By this process's variables, completed by what {@code /etc/environment} and {@code /etc/profile.d/proxy.sh} have.
     *
     * @param environment looks a variable up by its name
     * @param root the folder that holds {@code etc}
     * @throws IllegalArgumentException if a proxy variable of the process is malformed; the message names it
     */
    public static ProxyResolver ofHost(Function<String, @Nullable String> environment, Path root) {
        return new ProxyResolver(new ProxyVariables(environment, HostFile.of(root)));
    }

    /**
     * As daemons go out that this process is none of: by what {@code prod.env} has, over what starts them.
     *
     * @param prodEnv its variables, as far as daemons read it
     * @param shell this process's, which daemons have where no service manager starts them
     * @param services whether systemd starts them, which hands them {@code /etc/environment} and nothing of a shell
     * @param root the folder that holds {@code etc}
     * @throws IllegalArgumentException if a proxy variable that daemons are given is malformed; the message names it
     */
    public static ProxyResolver ofDaemons(Map<String, String> prodEnv, Map<String, String> shell, boolean services,
            Path root) {
        List<HostFile> files = HostFile.of(root);
        Map<String, String> given = new HashMap<>(services ? HostFile.besides(prodEnv, files) : shell);
        given.putAll(prodEnv);
        ProxyVariables variables = new ProxyVariables(given::get, files);
        ProxyResolver resolver = new ProxyResolver(variables);
        resolver.notices.addAll(variables.differencesFrom(shell));
        return resolver;
    }

    private void choose(String scheme, ProxyVariables.Value value) {
        try {
            ProxyAddress address = ProxyAddress.parse(value.name(), value.text());
            proxies.put(scheme, new Chosen(address, value.source()));
            if (address.wantsTls()) {
                notices.add(("%s begins with https://: the proxy %s is spoken to in plain HTTP all the same%s, which is"
                        + " what nearly every proxy expects. Write http://%s to be rid of this warning.").formatted(
                                value.source(), address.hostAndPort(), scheme.equals(HTTPS) ? " (CONNECT)" : "",
                                address.hostAndPort()));
            }
        } catch (IllegalArgumentException e) {
            if (value.file().isEmpty()) {
                throw e;
            }
            notices.add(value.file().get() + " is not followed: " + e.getMessage());
        }
    }

    /** How a connection to this URI goes out. */
    public Route route(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        Authority target;
        try {
            target = Authority.of(uri);
        } catch (IllegalArgumentException e) {
            return new Route.Direct("it names no host");
        }
        int port = target.port().orElse(scheme.equals(HTTPS) ? 443 : 80);
        Optional<String> direct = directHosts.why(target.host(), port, noProxySource);
        if (direct.isPresent()) {
            return new Route.Direct(direct.get());
        }
        Chosen chosen = proxies.get(scheme);
        if (chosen == null) {
            return new Route.Direct(scheme.equals(HTTP) || scheme.equals(HTTPS)
                    ? scheme + "_proxy is " + (emptied.contains(scheme) ? "empty" : "not set")
                    : "only http and https go through proxies");
        }
        return new Route.Through(chosen.address(), "by " + chosen.source());
    }

    /** The proxy for this URI, or {@link Proxy#NO_PROXY}. */
    @Override
    public List<Proxy> select(URI uri) {
        return switch (route(uri)) {
            case Route.Direct direct -> DIRECT;
            // Unresolved: a client that goes by name may resolve it anew when the proxy moves.
            case Route.Through through -> List.of(new Proxy(Proxy.Type.HTTP,
                    InetSocketAddress.createUnresolved(through.proxy().host(), through.proxy().port())));
        };
    }

    /** What an operator should know: files that disagree, values that are odd. One sentence each. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /** The proxies' passwords, decoded, for whoever must keep them out of what is shown. */
    public Stream<String> passwords() {
        return proxies.values().stream().map(chosen -> chosen.address().password()).filter(text -> !text.isEmpty());
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
        Map<String, ProxyAddress> known = new HashMap<>();
        proxies.forEach((scheme, chosen) -> {
            if (chosen.address().user().isPresent()) {
                known.put(scheme, chosen.address());
            }
        });
        return known.isEmpty() ? Optional.empty() : Optional.of(new ProxyAuthenticator(known));
    }
}
