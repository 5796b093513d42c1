package dev.winnow.db.plugin.publish;

import dev.winnow.db.plugin.PublishedPlugin;
import org.jspecify.annotations.Nullable;

/**
 * A line of a generation to be published.
 *
 * @param name the plugin's name
 * @param digest of content that was stored; null for a broken plugin without a good version
 * @param state how it stands
 * @param source the source's name
 * @param sourceLocation what people read
 */
public record PluginEntry(String name, @Nullable String digest, PublishedPlugin.State state, String source,
        String sourceLocation) {
}
