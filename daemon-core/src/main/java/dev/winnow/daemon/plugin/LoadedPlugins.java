package dev.winnow.daemon.plugin;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.registry.PluginRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of loading.
 *
 * @param published the generation that was current then
 * @param generation the one that was loaded: an earlier one in safe mode
 * @param took how long it took
 */
record LoadedPlugins(boolean done, Optional<Long> published, Optional<Long> generation, PluginRegistry registry,
        List<MaterialisedPlugin> plugins, Set<String> failed, int warnings, Duration took) {
    static final LoadedPlugins NONE_YET = new LoadedPlugins(false, Optional.empty(), Optional.empty(),
            new PluginRegistry(List.of()),
            List.of(), Set.of(), 0, Duration.ZERO);
}
