package dev.winnow.daemon.network;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URL;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells user and password to the proxies they were given for, and to nobody else. */
final class ProxyAuthenticator extends Authenticator {
    private final Map<String, ProxyAddress> proxies;

    /** @param proxies each with a user, by the scheme it serves */
    ProxyAuthenticator(Map<String, ProxyAddress> proxies) {
        this.proxies = Map.copyOf(proxies);
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        if (getRequestorType() != RequestorType.PROXY) {
            return null;
        }
        URL wanted = getRequestingURL();
        String scheme = wanted == null ? "https" : wanted.getProtocol();
        // One proxy may serve both schemes with a user for each.
        return proxies.entrySet().stream()
                .sorted(Comparator.comparing(entry -> !entry.getKey().equals(scheme)))
                .map(Map.Entry::getValue)
                .filter(proxy -> proxy.host().equalsIgnoreCase(getRequestingHost())
                        && proxy.port() == getRequestingPort())
                .findFirst()
                .map(proxy -> new PasswordAuthentication(proxy.user().orElseThrow(), proxy.password().toCharArray()))
                .orElse(null);
    }
}
