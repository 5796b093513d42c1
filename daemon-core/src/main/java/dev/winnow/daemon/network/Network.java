package dev.winnow.daemon.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address or a network by its prefix. Never asks a name server. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Network(byte[] address, int prefix) {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    /** Nothing else may reach {@link InetAddress#getByName}, which would ask a name server. */
    private static final Pattern LITERAL = Pattern.compile(
            OCTET + "(\\." + OCTET + "){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** The network that a text names; null where it is not one. */
    static @Nullable Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int bits = address.getAddress().length * 8;
        if (slash < 0) {
            return new Network(address.getAddress(), bits);
        }
        String length = text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bits) {
            return null;
        }
        return new Network(address.getAddress(), Integer.parseInt(length));
    }

    /** The address that a text is; null where it is a name. */
    static @Nullable InetAddress literal(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    boolean contains(String host) {
        InetAddress other = literal(host);
        if (other == null || other.getAddress().length != address.length) {
            return false;
        }
        byte[] bytes = other.getAddress();
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
