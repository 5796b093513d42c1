package dev.winnow.scheduler.discovery;

import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.source.SourceScan;
import dev.winnow.plugin.source.SourceScan.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A plugin whose manifest or archive cannot be read goes by the name of its folder or file. Where plugins of other names
 * were published from that place, it is those which broke.
 */
final class BrokenNames {
    private BrokenNames() {
    }

    /** The scan with the names under which plugins are published from this source. */
    static SourceScan resolve(SourceScan scan, List<PublishedPlugin> published) {
        Set<String> present = Names.present(scan);
        Map<String, Set<String>> names = new TreeMap<>();
        for (PublishedPlugin plugin : published) {
            if (!present.contains(plugin.name())) {
                brokenAt(scan, plugin.sourceLocation()).forEach(
                        name -> names.computeIfAbsent(name, each -> new TreeSet<>()).add(plugin.name()));
            }
        }
        if (names.isEmpty()) {
            return scan;
        }
        Set<String> broken = new TreeSet<>();
        scan.broken().forEach(name -> broken.addAll(names.getOrDefault(name, Set.of(name))));
        // The name may also be a whole plugin's, which is then not the one that broke.
        names.values().forEach(broken::addAll);
        Set<String> whole = new TreeSet<>(present);
        whole.removeAll(scan.broken());
        List<PluginWarning> warnings = new ArrayList<>();
        for (PluginWarning warning : scan.warnings()) {
            Set<String> meant = names.getOrDefault(warning.plugin(), Set.of());
            if (meant.isEmpty() || whole.contains(warning.plugin())) {
                warnings.add(warning);
            }
            meant.forEach(name -> warnings.add(named(warning, name)));
        }
        return new SourceScan(scan.plugins(), List.copyOf(broken), warnings, scan.marker(), scan.places());
    }

    /** The names that what is broken at a location goes by. */
    private static List<String> brokenAt(SourceScan scan, String location) {
        if (!scan.places().isEmpty()) {
            return scan.places().stream().filter(place -> !place.whole() && place.holds(location)).map(Place::plugin)
                    .toList();
        }
        String file = location.substring(location.lastIndexOf('/') + 1);
        return scan.broken().stream().filter(file::equals).toList();
    }

    private static PluginWarning named(PluginWarning warning, String name) {
        return new PluginWarning(name, warning.digest(), warning.code(), warning.message(), warning.hint(),
                warning.file(), warning.line());
    }
}
