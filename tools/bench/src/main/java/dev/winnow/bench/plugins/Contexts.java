package dev.winnow.bench.plugins;

import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Secrets;
import dev.winnow.plugin.spi.Settings;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.util.List;
import java.util.Optional;

/** What plugins of a benchmark get. */
final class Contexts {
    /** No proxy. */
    static final Outbound DIRECT = new Outbound() {
        @Override
        public ProxySelector proxySelector() {
            return ProxySelector.of(null);
        }

        @Override
        public Optional<Authenticator> proxyAuthenticator() {
            return Optional.empty();
        }
    };

    private Contexts() {
    }

    /** A context that keeps what is registered. */
    static PluginContext recording(List<Extension> registered) {
        return new PluginContext() {
            @Override
            public String pluginName() {
                return "bench";
            }

            @Override
            public String pluginVersion() {
                return "1.0.0";
            }

            @Override
            public Settings settings() {
                return Settings.NONE;
            }

            @Override
            public Secrets secrets() {
                return reference -> reference;
            }

            @Override
            public Outbound outbound() {
                return DIRECT;
            }

            @Override
            public void register(Extension extension) {
                registered.add(extension);
            }

            @Override
            public void warn(String message) {
                throw new IllegalStateException(message);
            }
        };
    }
}
