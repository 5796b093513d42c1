package dev.winnow.scheduler.discovery.http;

import dev.winnow.plugin.spi.Outbound;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes a client for one request. It follows no redirect, keeps no cookie, unpacks no content, tries nothing twice, and
 * goes out as the host says: through the proxy, or straight to an address that was checked. A proxy resolves the name
 * itself; then only the name and a literal address can be checked.
 */
final class Hops {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Outbound outbound;
    private final DnsResolver resolver;
    private final Duration betweenBytes;

    /** @param betweenBytes how long to wait for the next byte */
    Hops(Outbound outbound, DnsResolver resolver, Duration betweenBytes) {
        this.outbound = outbound;
        this.resolver = new CheckedResolver(resolver);
        this.betweenBytes = betweenBytes;
    }

    /** The client for a request to this URI. */
    CloseableHttpClient client(URI target) throws IOException {
        AddressRules.checkHost(target.getHost());
        Optional<InetSocketAddress> proxy = proxy(target);
        HttpClientBuilder builder = HttpClientBuilder.create().disableRedirectHandling().disableCookieManagement()
                .disableContentCompression().disableAutomaticRetries().disableAuthCaching().setUserAgent("Winnow")
                .setDefaultRequestConfig(RequestConfig.custom().setProtocolUpgradeEnabled(false)
                        .setResponseTimeout(timeout(betweenBytes)).build())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(proxy.isPresent() ? SystemDefaultDnsResolver.INSTANCE : resolver)
                        .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(timeout(CONNECT))
                                .setSocketTimeout(timeout(betweenBytes)).build())
                        .build());
        proxy.ifPresent(address -> through(builder, address));
        return builder.build();
    }

    private Optional<InetSocketAddress> proxy(URI target) {
        return outbound.proxySelector().select(target).stream().filter(each -> each.type() == Proxy.Type.HTTP
                && each.address() instanceof InetSocketAddress).map(each -> (InetSocketAddress) each.address())
                .findFirst();
    }

    private void through(HttpClientBuilder builder, InetSocketAddress address) {
        HttpHost proxy = new HttpHost("http", address.getHostString(), address.getPort());
        builder.setProxy(proxy);
        Optional<PasswordAuthentication> user = outbound.proxyAuthenticator().map(
                authenticator -> authenticator.requestPasswordAuthenticationInstance(proxy.getHostName(), null,
                        proxy.getPort(), "http", "", "basic", null, Authenticator.RequestorType.PROXY));
        user.ifPresent(login -> {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(new AuthScope(proxy), new UsernamePasswordCredentials(login.getUserName(),
                    login.getPassword()));
            builder.setDefaultCredentialsProvider(credentials);
        });
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }
}
