package dev.winnow.checks.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/** Lets the names below {@code winnow.test} be this host, for this JVM; all others stay what they are. */
public final class TestNames extends InetAddressResolverProvider {
    static final String DOMAIN = "winnow.test";

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver usual = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                return host.equals(DOMAIN) || host.endsWith("." + DOMAIN)
                        ? Stream.of(InetAddress.getByAddress(host, new byte[]{127, 0, 0, 1}))
                        : usual.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return usual.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "names of the proxy matrix";
    }
}
