package dev.winnow.plugin.spi;

import java.net.Authenticator;
import java.net.ProxySelector;
import java.util.Optional;

/** How network clients must go out: every client of every plugin obeys the same proxy settings. */
public interface Outbound {
    /** Which proxy, if any, to take for a URI. Never null entries; {@link java.net.Proxy#NO_PROXY} for direct. */
    ProxySelector proxySelector();

    /** Answers proxies that ask for a user and password. */
    Optional<Authenticator> proxyAuthenticator();
}
