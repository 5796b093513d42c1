package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.Outbound;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything by a proxy that wants user and password, but for one host; directly where there is no proxy. */
record TestOutbound(@Nullable InetSocketAddress proxy) implements Outbound {
    static final String DIRECT = "direct.example";

    @Override
    public ProxySelector proxySelector() {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                boolean direct = proxy == null || DIRECT.equals(uri.getHost());
                return List.of(direct ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, proxy));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            }
        };
    }

    @Override
    public Optional<Authenticator> proxyAuthenticator() {
        return Optional.of(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("us er", "p@ss:word".toCharArray());
            }
        });
    }
}
