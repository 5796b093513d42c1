package dev.winnow.daemon.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that {@code no_proxy} names: a host, a suffix with or without its dot, {@code *}, an address, a network
 * as {@code 10.0.0.0/8}, each also with {@code :port}. Loopback is always among them.
 */
final class DirectHosts {
    private final List<BiPredicate<String, Integer>> rules;

    private DirectHosts(List<BiPredicate<String, Integer>> rules) {
        this.rules = rules;
    }

    static DirectHosts parse(@Nullable String noProxy) {
        List<BiPredicate<String, Integer>> rules = new ArrayList<>();
        if (noProxy != null) {
            for (String entry : noProxy.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
                if (!entry.isEmpty()) {
                    rules.add(rule(entry));
                }
            }
        }
        return new DirectHosts(rules);
    }

    boolean contains(String host, int port) {
        String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String lower = plain.toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        return isLoopback(name) || rules.stream().anyMatch(rule -> rule.test(name, port));
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        InetAddress address = Network.literal(host);
        return address != null && address.isLoopbackAddress();
    }

    private static BiPredicate<String, Integer> rule(String entry) {
        if (entry.equals("*")) {
            return (host, port) -> true;
        }
        Network network = Network.parse(entry);
        if (network != null) {
            return (host, port) -> network.contains(host);
        }
        int colon = entry.lastIndexOf(':');
        if (colon > 0 && entry.substring(colon + 1).matches("\\d{1,5}")) {
            int wanted = Integer.parseInt(entry.substring(colon + 1));
            BiPredicate<String, Integer> byHost = rule(unbracketed(entry.substring(0, colon)));
            return (host, port) -> port == wanted && byHost.test(host, port);
        }
        String bare = entry.startsWith("*.")
                ? entry.substring(2)
                : entry.startsWith(".") ? entry.substring(1) : entry;
        return (host, port) -> host.equals(bare) || host.endsWith("." + bare);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
