package dev.winnow.daemon.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that {@code no_proxy} names: a host, a suffix with or without its dot, {@code *}, an address, a network
 * as {@code 10.0.0.0/8}, each also with {@code :port}. This host and its cloud's metadata service are always among
 * them.
 */
final class DirectHosts {
    /** Where clouds hand out credentials, by addresses and names that mean another host behind a proxy. */
    private static final Set<String> METADATA = Set.of("169.254.169.254", "fd00:ec2::254", "metadata.google.internal");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final Pattern KNOWN = Pattern.compile("\\*|[\\p{L}\\p{N}.:_/\\[\\]-]+|\\*\\.[\\p{L}\\p{N}._:-]+");

    private final List<Rule> rules;
    private final List<String> notUnderstood;

    private DirectHosts(List<Rule> rules, List<String> notUnderstood) {
        this.rules = rules;
        this.notUnderstood = notUnderstood;
    }

    private record Rule(String entry, BiPredicate<String, Integer> fits) {
    }

    static DirectHosts parse(@Nullable String noProxy) {
        List<Rule> rules = new ArrayList<>();
        List<String> notUnderstood = new ArrayList<>();
        if (noProxy != null) {
            for (String entry : noProxy.split("[,\\s]+", -1)) {
                if (entry.isEmpty()) {
                    continue;
                }
                rules.add(new Rule(entry, rule(entry.toLowerCase(Locale.ROOT))));
                if (!KNOWN.matcher(entry).matches() || entry.contains("://")) {
                    notUnderstood.add(entry);
                }
            }
        }
        return new DirectHosts(List.copyOf(rules), List.copyOf(notUnderstood));
    }

    /** Entries that fit no host as they stand. */
    List<String> notUnderstood() {
        return notUnderstood;
    }

    /**
     * Why a host is reached directly.
     *
     * @param variable that held the entries, for the sentence
     * @return empty where it is not
     */
    Optional<String> why(String host, int port, String variable) {
        String lower = host.toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        if (isLoopback(name)) {
            return Optional.of("this host itself is always reached directly");
        }
        if (isLinkLocal(name)) {
            return Optional.of("the metadata service and what else is on this link are always reached directly");
        }
        return rules.stream().filter(rule -> rule.fits().test(name, port)).findFirst()
                .map(rule -> variable + " has " + rule.entry());
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        InetAddress address = Network.literal(host);
        return address != null && (address.isLoopbackAddress() || address.isAnyLocalAddress());
    }

    private static boolean isLinkLocal(String host) {
        InetAddress address = Network.literal(host);
        return METADATA.contains(host) || address != null && address.isLinkLocalAddress();
    }

    private static BiPredicate<String, Integer> rule(String entry) {
        if (entry.equals("*")) {
            return (host, port) -> true;
        }
        Network network = Network.parse(unbracketed(entry));
        if (network != null) {
            return (host, port) -> network.contains(host);
        }
        int colon = entry.lastIndexOf(':');
        if (colon > 0 && PORT.matcher(entry.substring(colon + 1)).matches()) {
            int wanted = Integer.parseInt(entry.substring(colon + 1));
            BiPredicate<String, Integer> byHost = rule(entry.substring(0, colon));
            return (host, port) -> port == wanted && byHost.test(host, port);
        }
        String bare = entry.startsWith("*.")
                ? entry.substring(2)
                : entry.startsWith(".") ? entry.substring(1) : entry;
        String name = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        return (host, port) -> host.equals(name) || host.endsWith("." + name);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
