package dev.winnow.scheduler.discovery.http;

import java.net.UnknownHostException;

/** A host or address that must not be asked for plugins. The message is a sentence. */
final class RefusedAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String host, String why) {
        super("The host '" + host + "' is refused: " + why + ".");
    }
}
