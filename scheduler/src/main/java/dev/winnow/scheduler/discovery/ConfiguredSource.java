package dev.winnow.scheduler.discovery;

import dev.winnow.plugin.source.PluginSource;
import org.jspecify.annotations.Nullable;

/**
 * A source as the installation is configured.
 *
 * @param source where to look
 * @param marker writes its marker; null for a source that has no use for one
 */
public record ConfiguredSource(PluginSource source, @Nullable MarkerWriter marker) {
    /** Whether an emptied source must be told from one that is not mounted. */
    public boolean usesMarker() {
        return marker != null;
    }
}
