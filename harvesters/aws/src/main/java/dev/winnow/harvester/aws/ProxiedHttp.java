package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.Outbound;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/**
 * HTTP clients that go out as the host says. The SDK's own reading of the proxy variables is switched off: it differs
 * from what every other client of the suite does.
 */
final class ProxiedHttp {
    private ProxiedHttp() {
    }

    static Apache5HttpClient.Builder client(URI target, Outbound outbound) {
        ProxyConfiguration.Builder proxy = ProxyConfiguration.builder().useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false);
        for (Proxy candidate : outbound.proxySelector().select(target)) {
            if (candidate.type() == Proxy.Type.HTTP && candidate.address() instanceof InetSocketAddress address) {
                proxy.endpoint(endpoint(address));
                PasswordAuthentication user = outbound.proxyAuthenticator().map(a -> ask(a, address, target))
                        .orElse(null);
                if (user != null) {
                    proxy.username(user.getUserName()).password(new String(user.getPassword()));
                }
                break;
            }
        }
        return Apache5HttpClient.builder().proxyConfiguration(proxy.build()).connectionTimeout(Duration.ofSeconds(10))
                .socketTimeout(Duration.ofSeconds(60));
    }

    private static @Nullable PasswordAuthentication ask(Authenticator authenticator, InetSocketAddress proxy,
            URI target) {
        return authenticator.requestPasswordAuthenticationInstance(proxy.getHostString(), null, proxy.getPort(), "http",
                "", "basic", null, Authenticator.RequestorType.PROXY);
    }

    private static URI endpoint(InetSocketAddress address) {
        String host = address.getHostString();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }
}
