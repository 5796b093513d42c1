package dev.winnow.daemon.plugin;

import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Secrets;
import dev.winnow.plugin.spi.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The context of what Winnow itself brings. */
record BuiltInContext(String pluginVersion, Secrets secrets, Outbound outbound) implements PluginContext {
    static final String NAME = "winnow";

    private static final Logger LOG = LoggerFactory.getLogger(BuiltInContext.class);

    @Override
    public String pluginName() {
        return NAME;
    }

    @Override
    public Settings settings() {
        return Settings.NONE;
    }

    @Override
    public void register(Extension extension) {
        throw new IllegalStateException("built-in extensions are beans of type Extension: " + extension.name());
    }

    @Override
    public void warn(String message) {
        LOG.warn("{}", message);
    }
}
