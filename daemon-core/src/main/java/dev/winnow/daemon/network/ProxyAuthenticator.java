package dev.winnow.daemon.network;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells user and password to the proxies they were given for, and to nobody else. */
final class ProxyAuthenticator extends Authenticator {
    private final List<ProxyAddress> proxies;

    ProxyAuthenticator(List<ProxyAddress> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        if (getRequestorType() != RequestorType.PROXY) {
            return null;
        }
        return proxies.stream()
                .filter(proxy -> proxy.host().equalsIgnoreCase(getRequestingHost())
                        && proxy.port() == getRequestingPort())
                .findFirst()
                .map(proxy -> new PasswordAuthentication(proxy.user().orElseThrow(), proxy.password().toCharArray()))
                .orElse(null);
    }
}
