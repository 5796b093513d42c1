package dev.winnow.plugin.loader;

import dev.winnow.plugin.manifest.VersionRange;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.SpiVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Holds what a plugin's manifest requires against what is there. */
public final class Requirements {
    private final LoadOrder order;
    /** Most plugins ask for the same few, and reading one takes longer than all else here. */
    private final Map<String, VersionRange> ranges = new HashMap<>();

    private final Map<String, Boolean> hostFits = new HashMap<>();

    /** Among the plugins of this order. */
    public Requirements(LoadOrder order) {
        this.order = order;
    }

    /**
     * Why a plugin cannot be loaded.
     *
     * @param failed names of plugins that were not loaded
     */
    public Optional<PluginWarning> unmet(MaterialisedPlugin plugin, Set<String> failed) {
        String range = plugin.manifest().requiresWinnow();
        if (!hostFits.computeIfAbsent(range, text -> range(text).contains(SpiVersion.CURRENT))) {
            return Optional.of(warning(plugin, WarningCode.HOST_VERSION,
                    "it requires version " + range + " of Winnow's plugin interface, and this is " + SpiVersion.CURRENT,
                    "Install a version of the plugin for this Winnow, or another Winnow."));
        }
        Optional<String> cycle = order.cycle(plugin).map(way -> String.join(" -> ", way));
        if (cycle.isPresent()) {
            return Optional.of(dependency(plugin, "it needs itself: " + cycle.get(),
                    "Take one 'requires' out of the circle."));
        }
        for (Map.Entry<String, String> required : new TreeMap<>(plugin.manifest().requiresPlugins()).entrySet()) {
            Optional<PluginWarning> unmet = unmet(plugin, required.getKey(), required.getValue(), failed);
            if (unmet.isPresent()) {
                return unmet;
            }
        }
        return Optional.empty();
    }

    private Optional<PluginWarning> unmet(MaterialisedPlugin plugin, String name, String range, Set<String> failed) {
        Optional<MaterialisedPlugin> found = order.find(name);
        if (found.isEmpty()) {
            return Optional.of(dependency(plugin, "it needs plugin '" + name + "', which is not there",
                    "Install plugin '" + name + "' as well."));
        }
        String version = found.get().manifest().version();
        if (!range(range).contains(version)) {
            return Optional.of(dependency(plugin,
                    "it needs plugin '" + name + "' in version " + range + ", and " + version + " is there",
                    "Install a fitting version of one of the two."));
        }
        if (failed.contains(name)) {
            return Optional.of(dependency(plugin, "it needs plugin '" + name + "', which is not loaded",
                    "See the warnings of plugin '" + name + "'."));
        }
        return Optional.empty();
    }

    private VersionRange range(String text) {
        return ranges.computeIfAbsent(text, VersionRange::of);
    }

    private static PluginWarning dependency(MaterialisedPlugin plugin, String reason, String hint) {
        return warning(plugin, WarningCode.DEPENDENCY, reason, hint);
    }

    private static PluginWarning warning(MaterialisedPlugin plugin, WarningCode code, String reason, String hint) {
        return PluginWarning.of(plugin.name(), plugin.digest(), code,
                "Plugin '" + plugin.name() + "' is not loaded: " + reason, hint);
    }
}
