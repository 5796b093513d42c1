package dev.winnow.checks.network;

import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Secrets;
import dev.winnow.plugin.spi.Settings;
import java.util.ArrayList;
import java.util.List;

/** What a plugin is handed: the proxy above all. Secrets are themselves; what is registered and warned of is kept. */
final class HandedContext implements PluginContext {
    private final Outbound outbound;
    private final List<Extension> extensions = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    HandedContext(Outbound outbound) {
        this.outbound = outbound;
    }

    <E extends Extension> E find(Class<E> kind, String name) {
        return extensions.stream().filter(kind::isInstance).map(kind::cast).filter(each -> each.name().equals(name))
                .findFirst().orElseThrow();
    }

    List<String> warnings() {
        return warnings;
    }

    @Override
    public String pluginName() {
        return "handed";
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
        return outbound;
    }

    @Override
    public void register(Extension extension) {
        extensions.add(extension);
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
    }
}
