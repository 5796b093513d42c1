package dev.winnow.daemon.aws;

import dev.winnow.plugin.spi.Outbound;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** HTTP clients that go out as the host says, and not by the SDK's own reading of the proxy variables. */
public final class ProxiedClient {
    private ProxiedClient() {
    }

    /** For requests to this address, with the house's timeouts. */
    public static Apache5HttpClient.Builder of(URI target, Outbound outbound) {
        ProxyConfiguration.Builder proxy = ProxyConfiguration.builder().useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false);
        for (Proxy candidate : outbound.proxySelector().select(target)) {
            if (candidate.type() == Proxy.Type.HTTP && candidate.address() instanceof InetSocketAddress address) {
                proxy.endpoint(endpoint(address));
                outbound.proxyAuthenticator().ifPresent(authenticator -> {
                    PasswordAuthentication user = authenticator.requestPasswordAuthenticationInstance(address
                            .getHostString(), null, address.getPort(), "http", "", "basic", null,
                            Authenticator.RequestorType.PROXY);
                    if (user != null) {
                        proxy.username(user.getUserName()).password(new String(user.getPassword()));
                    }
                });
                break;
            }
        }
        return Apache5HttpClient.builder().proxyConfiguration(proxy.build()).connectionTimeout(Duration.ofSeconds(10))
                .socketTimeout(Duration.ofSeconds(20));
    }

    private static URI endpoint(InetSocketAddress address) {
        String host = address.getHostString();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }
}
