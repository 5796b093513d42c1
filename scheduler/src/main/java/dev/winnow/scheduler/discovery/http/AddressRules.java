package dev.winnow.scheduler.discovery.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where plugins are never fetched from, whoever names it: services that hand out a machine's credentials, and addresses
 * that are no host's. Loopback and private networks are allowed.
 */
final class AddressRules {
    private static final Set<String> METADATA_NAMES = Set.of("metadata", "metadata.google.internal", "metadata.goog",
            "instance-data", "instance-data.ec2.internal");
    /** Of AWS, Google, Azure, Alibaba and Oracle, as far as they are not link-local. */
    private static final List<byte[]> METADATA = List.of(bytes("fd00:ec2::254"), bytes("fd00:ec2::23"),
            bytes("fd20:ce::254"), bytes("168.63.129.16"), bytes("100.100.100.200"), bytes("192.0.0.192"));
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");
    private static final Pattern DOTTED = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    private AddressRules() {
    }

    /** @throws RefusedAddressException for a name or a literal address that is refused whatever it resolves to */
    static void checkHost(String host) throws UnknownHostException {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("\\.+$", "");
        if (METADATA_NAMES.contains(name)) {
            throw metadata(host);
        }
        if (name.startsWith("[") || DOTTED.matcher(name).matches()) {
            check(host, InetAddress.getByName(name));
        } else if (NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches()) {
            // 2852039166, 0xA9FEA9FE and 0251.0376.0251.0376 are 169.254.169.254 to some resolvers.
            throw new RefusedAddressException(host, "an address must be written as four decimal numbers");
        }
    }

    /** @throws RefusedAddressException for an address that is refused */
    static void check(String host, InetAddress address) throws UnknownHostException {
        InetAddress real = address instanceof Inet6Address six ? unwrapped(six) : address;
        byte[] bytes = real.getAddress();
        if (METADATA.stream().anyMatch(each -> Arrays.equals(each, bytes)) || real.isLinkLocalAddress()) {
            throw metadata(host);
        }
        boolean broadcast = bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0);
        if (real.isAnyLocalAddress() || real.isMulticastAddress() || broadcast) {
            throw new RefusedAddressException(host, "its address is no host's");
        }
    }

    /** The IPv4 address in an IPv6 one: compatible, translated (64:ff9b::) or tunnelled (2002:). */
    private static InetAddress unwrapped(Inet6Address address) throws UnknownHostException {
        byte[] bytes = address.getAddress();
        byte[] translated = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
        if (address.isIPv4CompatibleAddress() && !address.isLoopbackAddress() && !address.isAnyLocalAddress()
                || Arrays.equals(bytes, 0, 12, translated, 0, 12)) {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (bytes[0] == 0x20 && bytes[1] == 0x02) {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 2, 6));
        }
        return address;
    }

    private static RefusedAddressException metadata(String host) {
        return new RefusedAddressException(host,
                "its address is link-local or a cloud's metadata service, which hands out credentials");
    }

    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(literal + " is an address", e);
        }
    }
}
