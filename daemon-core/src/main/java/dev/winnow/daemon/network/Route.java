package dev.winnow.daemon.network;

/** How a connection goes out, and why. Any client of any library is set by it. */
public sealed interface Route {
    /** By which rule of which variable, for people; holds no password. */
    String why();

    /** Straight to the host. */
    record Direct(String why) implements Route {
    }

    /** Through a proxy: plain HTTP is asked of it whole, for TLS it is asked to CONNECT. */
    record Through(ProxyAddress proxy, String why) implements Route {
    }
}
