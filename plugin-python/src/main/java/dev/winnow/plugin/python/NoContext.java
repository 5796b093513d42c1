package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Secrets;
import dev.winnow.plugin.spi.Settings;

/** What a plugin gets whose sources are looked at and not run: nothing. */
record NoContext(MaterialisedPlugin plugin) implements PluginContext {
    @Override
    public String pluginName() {
        return plugin.name();
    }

    @Override
    public String pluginVersion() {
        return plugin.manifest().version();
    }

    @Override
    public Settings settings() {
        return Settings.NONE;
    }

    @Override
    public Secrets secrets() {
        throw notRun();
    }

    @Override
    public Outbound outbound() {
        throw notRun();
    }

    @Override
    public void register(Extension extension) {
        throw notRun();
    }

    @Override
    public void warn(String message) {
    }

    private static IllegalStateException notRun() {
        return new IllegalStateException("the plugin's sources are looked at, it does not run");
    }
}
