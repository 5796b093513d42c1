package dev.winnow.web.service;

import dev.winnow.db.process.ProcessRow;
import dev.winnow.plugin.registry.PluginWarning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a process has of a plugin.
 *
 * @param digest of the plugin's content in the generation that the process loaded; null where it has none
 * @param failures why it does not run there; none where it does
 */
public record PluginPlace(ProcessRow process, @Nullable String digest, List<PluginWarning> failures) {
}
