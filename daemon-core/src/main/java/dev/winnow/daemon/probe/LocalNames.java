package dev.winnow.daemon.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.nio.channels.spi.SelectorProvider;
import java.util.stream.Stream;

/**
 * Knows this host and {@code localhost}, and no other name. The JVM finds it by a service file, which is on the class
 * path of the process that tries plugins and on no daemon's.
 */
public final class LocalNames extends InetAddressResolverProvider {
    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new Resolver(configuration.builtinResolver(), configuration.lookupLocalHostName());
    }

    @Override
    public String name() {
        return "Winnow, while a plugin is tried";
    }

    private record Resolver(InetAddressResolver usual, String ownName) implements InetAddressResolver {
        @Override
        public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
            if (host.equalsIgnoreCase(ownName) || host.equalsIgnoreCase("localhost")) {
                return usual.lookupByName(host, policy);
            }
            throw refused("to look up the name " + host);
        }

        @Override
        public String lookupByAddress(byte[] address) throws UnknownHostException {
            InetAddress given = InetAddress.getByAddress(address);
            if (given.isLoopbackAddress()) {
                return usual.lookupByAddress(address);
            }
            throw refused("to look up the address " + given.getHostAddress());
        }

        private static UnknownHostException refused(String what) {
            return SelectorProvider.provider() instanceof RefusingProvider provider
                    ? new UnknownHostException(provider.attempts().refuse(what).getMessage())
                    : new UnknownHostException(what + " is refused while a plugin is tried");
        }
    }
}
