package dev.winnow.plugin.loader;

import dev.winnow.plugin.registry.PluginRegistry;
import dev.winnow.plugin.registry.PluginWarning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came of loading a set of plugins.
 *
 * @param registry what the good ones registered
 * @param warnings on all of them
 * @param failed names of those that are not loaded
 * @param durations how long each took, by name
 */
public record LoadReport(PluginRegistry registry, List<PluginWarning> warnings, Set<String> failed,
        Map<String, Duration> durations) {
    public LoadReport {
        warnings = List.copyOf(warnings);
        failed = Set.copyOf(failed);
        durations = Map.copyOf(durations);
    }
}
