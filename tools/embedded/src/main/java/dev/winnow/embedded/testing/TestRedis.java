package dev.winnow.embedded.testing;

/**
 * A Redis that tests share; each test begins by flushing it.
 *
 * @param host where it listens
 * @param port where it listens
 */
public record TestRedis(String host, int port) {
    /** As the settings name a node. */
    public String node() {
        return host + ":" + port;
    }
}
