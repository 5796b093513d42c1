package dev.winnow.plugin.bundle;

import dev.winnow.plugin.registry.PluginWarning;
import java.util.List;

/**
 * A plugin that was read whole.
 *
 * @param content its files and manifest
 * @param warnings on what was left out or made up, with the content's digest
 */
public record ContentReading(PluginContent content, List<PluginWarning> warnings) {
    public ContentReading {
        warnings = List.copyOf(warnings);
    }
}
