package dev.winnow.web.service;

import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.plugin.spi.FrontendModule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin of the current generation as it stands here.
 *
 * @param generation the current one
 * @param signedBy the id of the key that signed its content; null where nobody did
 * @param loaded whether this interface server runs this content
 * @param warnings open, unacknowledged ones
 * @param filters names of what it registered here
 * @param jobs names of the job types it registered here
 * @param pages what it adds to the console
 */
public record PluginSummary(PublishedPlugin plugin, long generation, @Nullable String signedBy, boolean loaded,
        int warnings,
        List<String> filters, List<String> jobs, List<FrontendModule> pages) {
    /** Its name. */
    public String name() {
        return plugin.name();
    }
}
