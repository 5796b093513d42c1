package dev.winnow.checks.network;

import java.util.List;

/**
 * A value of {@code no_proxy}, a host, and how that host must be reached.
 *
 * @param noProxy with {@code {host}}, {@code {port}} and {@code {address}} for what the test has
 * @param host a name or {@code {address}}
 */
record Rule(String variable, String noProxy, String host, boolean direct) {
    private static final String NAMED = "aws." + TestNames.DOMAIN;
    private static final String ADDRESS = "{address}";

    static final List<Rule> ALL = List.of(via(NAMED, ""), via(NAMED, "mysql,redis,169.254.169.254"),
            direct(NAMED, NAMED), direct(NAMED, "AWS.Winnow.Test"), via(NAMED, "other." + TestNames.DOMAIN),
            direct(NAMED, "." + TestNames.DOMAIN), direct(NAMED, TestNames.DOMAIN),
            direct(NAMED, "*." + TestNames.DOMAIN), via(NAMED, "innow.test"), direct(NAMED, "*"),
            direct(NAMED, NAMED + ":{port}"), via(NAMED, NAMED + ":1"), direct(ADDRESS, ADDRESS),
            direct(ADDRESS, "198.18.0.0/15,{address}/24"), via(ADDRESS, "198.18.0.0/15"), via(ADDRESS, "127.0.0.0/8"),
            direct("127.0.0.1", "mysql"), direct("localhost", "mysql"),
            new Rule("NO_PROXY", NAMED, NAMED, true));

    private static Rule via(String host, String noProxy) {
        return new Rule("no_proxy", noProxy, host, false);
    }

    private static Rule direct(String host, String noProxy) {
        return new Rule("no_proxy", noProxy, host, true);
    }

    String host(String address) {
        return host.replace(ADDRESS, address);
    }

    String noProxy(String address, int port) {
        return noProxy.replace(ADDRESS, address).replace("{port}", String.valueOf(port));
    }
}
