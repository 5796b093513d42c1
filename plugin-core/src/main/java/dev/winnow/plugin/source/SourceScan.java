package dev.winnow.plugin.source;

import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import java.util.List;
import java.util.Optional;

/**
 * What was found at a source.
 *
 * @param plugins whole and readable ones, sorted by name
 * @param broken names of those that are there but cannot be read; each has a warning
 * @param warnings on plugins and on the source
 * @param marker what the source's marker says
 * @param places where each of them lies
 */
public record SourceScan(List<PluginContent> plugins, List<String> broken, List<PluginWarning> warnings,
        Marker marker, List<Place> places) {
    public SourceScan {
        plugins = List.copyOf(plugins);
        broken = List.copyOf(broken);
        warnings = List.copyOf(warnings);
        places = List.copyOf(places);
    }

    /** A scan that does not tell where things lie. */
    public SourceScan(List<PluginContent> plugins, List<String> broken, List<PluginWarning> warnings, Marker marker) {
        this(plugins, broken, warnings, marker, List.of());
    }

    /**
     * Where a plugin lies.
     *
     * @param plugin its name; where it is broken, the name that its folder or file gives it
     * @param location what people read: a folder or file, or a file, {@code !/} and the folder in it
     * @param whole whether it could be read
     */
    public record Place(String plugin, String location, boolean whole) {
        /** What separates an archive from a folder in it. */
        public static final String INSIDE = "!/";

        /** Whether what was found at another location is, or lies in, what lies here. */
        public boolean holds(String other) {
            return other.equals(location) || other.startsWith(location + INSIDE);
        }
    }

    /** Where a whole plugin lies; empty where the scan does not tell. */
    public Optional<String> location(String plugin) {
        return places.stream().filter(place -> place.whole() && place.plugin().equals(plugin)).map(Place::location)
                .findFirst();
    }

    /** What a local folder's marker file says. */
    public sealed interface Marker {
        /** The source has no use for a marker: it belongs to the installation. */
        record NotUsed() implements Marker {
        }

        /** The source has no place for one, so that one that was emptied cannot be told from a wrong one. */
        record NoPlace() implements Marker {
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
