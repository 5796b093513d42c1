package dev.winnow.plugin.source;

import dev.winnow.plugin.bundle.ContentReading;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.source.SourceScan.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects what one scan finds; of two plugins with one name the first counts. */
final class ScanResult {
    private final SortedMap<String, PluginContent> plugins = new TreeMap<>();
    private final SortedMap<String, String> locations = new TreeMap<>();
    private final SortedSet<String> broken = new TreeSet<>();
    private final List<PluginWarning> warnings = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    /** @param location where it lies, for people */
    void add(ContentReading reading, String location) {
        PluginContent content = reading.content();
        String other = locations.putIfAbsent(content.name(), location);
        if (other != null) {
            warnings.add(PluginWarning.of(content.name(), content.digest(), WarningCode.NAME_TAKEN,
                    "'" + location + "' is not taken: the plugin in '" + other + "' has the name '" + content.name()
                            + "', too",
                    "Remove one of them, or give it another name in its plugin.json."));
            return;
        }
        plugins.put(content.name(), content);
        places.add(new Place(content.name(), location, true));
        warnings.addAll(reading.warnings());
    }

    /** @param location where it lies, for people */
    void addBroken(PluginWarning warning, String location) {
        broken.add(warning.plugin());
        places.add(new Place(warning.plugin(), location, false));
        warnings.add(warning);
    }

    void warn(PluginWarning warning) {
        warnings.add(warning);
    }

    SourceScan scan(SourceScan.Marker marker) {
        // A name that is taken by a good plugin is not broken: the warning stays on it.
        List<String> reallyBroken = broken.stream().filter(name -> !plugins.containsKey(name)).toList();
        return new SourceScan(List.copyOf(plugins.values()), reallyBroken, warnings, marker, places);
    }
}
