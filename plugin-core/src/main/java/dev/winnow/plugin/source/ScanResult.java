package dev.winnow.plugin.source;

import dev.winnow.plugin.bundle.ContentReading;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects what one scan finds; of two plugins with one name the first counts. */
final class ScanResult {
    private final SortedMap<String, PluginContent> plugins = new TreeMap<>();
    private final SortedMap<String, Path> origins = new TreeMap<>();
    private final SortedSet<String> broken = new TreeSet<>();
    private final List<PluginWarning> warnings = new ArrayList<>();

    void add(ContentReading reading, Path origin) {
        PluginContent content = reading.content();
        Path other = origins.putIfAbsent(content.name(), origin);
        if (other != null) {
            warnings.add(PluginWarning.of(content.name(), content.digest(), WarningCode.NAME_TAKEN,
                    "'" + origin + "' is not taken: the plugin in '" + other + "' has the name '" + content.name()
                            + "', too",
                    "Remove one of them, or give it another name in its plugin.json."));
            return;
        }
        plugins.put(content.name(), content);
        warnings.addAll(reading.warnings());
    }

    void addBroken(PluginWarning warning) {
        broken.add(warning.plugin());
        warnings.add(warning);
    }

    void warn(PluginWarning warning) {
        warnings.add(warning);
    }

    SourceScan scan(SourceScan.Marker marker) {
        // A name that is taken by a good plugin is not broken: the warning stays on it.
        List<String> reallyBroken = broken.stream().filter(name -> !plugins.containsKey(name)).toList();
        return new SourceScan(List.copyOf(plugins.values()), reallyBroken, warnings, marker);
    }
}
