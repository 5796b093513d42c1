package dev.winnow.daemon.probe;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which plugin is being tried, for those who look on from other threads. */
final class AtWork {
    private final AtomicReference<@Nullable MaterialisedPlugin> plugin = new AtomicReference<>();

    void begin(MaterialisedPlugin tried) {
        plugin.set(tried);
    }

    void end() {
        plugin.set(null);
    }

    Optional<String> name() {
        return Optional.ofNullable(plugin.get()).map(MaterialisedPlugin::name);
    }

    /** A warning on it; empty where nothing is being tried. */
    Optional<PluginWarning> warning(WarningCode code, String what, String hint) {
        return Optional.ofNullable(plugin.get()).map(tried -> PluginWarning.of(tried.name(), tried.digest(), code,
                "Plugin '" + tried.name() + "' " + what, hint));
    }
}
