package dev.winnow.plugin.manifest;

import dev.winnow.plugin.registry.PluginWarning;
import java.util.List;

/**
 * A manifest that could be read or made up.
 *
 * @param manifest complete
 * @param warnings what was unknown in it, or had to be taken from elsewhere
 */
public record ManifestReading(Manifest manifest, List<PluginWarning> warnings) {
    public ManifestReading {
        warnings = List.copyOf(warnings);
    }
}
