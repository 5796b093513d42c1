package dev.winnow.plugin.source;

import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import java.util.List;

/**
 * What was found at a source.
 *
 * @param plugins whole and readable ones, sorted by name
 * @param broken names of those that are there but cannot be read; each has a warning
 * @param warnings on plugins and on the source
 * @param marker what the source's marker says
 */
public record SourceScan(List<PluginContent> plugins, List<String> broken, List<PluginWarning> warnings,
        Marker marker) {
    public SourceScan {
        plugins = List.copyOf(plugins);
        broken = List.copyOf(broken);
        warnings = List.copyOf(warnings);
    }

    /** What a local folder's marker file says; other sources have none and need none. */
    public sealed interface Marker {
        /** The source has no use for a marker. */
        record NotUsed() implements Marker {
        }

        /** There is none. */
        record Missing() implements Marker {
        }

        /** It is there, as shipped, naming no installation yet. */
        record Blank() implements Marker {
        }

        /**
         * It names an installation.
         *
         * @param installation the installation's id
         */
        record Of(String installation) implements Marker {
        }
    }
}
