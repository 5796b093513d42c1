package dev.winnow.scheduler.discovery;

import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.plugin.registry.PluginWarning;
import java.util.List;
import java.util.Optional;

/**
 * A look at a source, held against what is published from it.
 *
 * @param finding what was seen
 * @param kept what stays published although the source does not show it
 * @param removed names of plugins that go, because the source holds them no more
 * @param warnings on the source
 * @param status how the source stands, to be put on record
 * @param wantsMarker whether the marker is to be written once this is published
 */
public record Judgement(Finding finding, List<PublishedPlugin> kept, List<String> removed,
        List<PluginWarning> warnings, SourceStatus status, boolean wantsMarker) {
    public Judgement {
        kept = List.copyOf(kept);
        removed = List.copyOf(removed);
        warnings = List.copyOf(warnings);
    }

    /** The digest by which the operator confirms what is refused; empty where nothing is. */
    public Optional<String> guardedDigest() {
        return Optional.ofNullable(status.guardedDigest());
    }
}
