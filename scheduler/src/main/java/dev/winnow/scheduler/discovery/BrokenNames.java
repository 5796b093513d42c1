package dev.winnow.scheduler.discovery;

import dev.winnow.db.plugin.PublishedPlugin;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.source.SourceScan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A plugin whose manifest cannot be read goes by its folder's name. Where a plugin of another name was published from
 * that folder, it is that one which broke.
 */
final class BrokenNames {
    private BrokenNames() {
    }

    /** The scan with the names under which plugins are published from this source. */
    static SourceScan resolve(SourceScan scan, List<PublishedPlugin> published) {
        Set<String> present = Names.present(scan);
        Map<String, String> names = new HashMap<>();
        for (PublishedPlugin plugin : published) {
            String location = plugin.sourceLocation();
            String folder = location.substring(location.lastIndexOf('/') + 1);
            if (scan.broken().contains(folder) && !present.contains(plugin.name())) {
                names.put(folder, plugin.name());
            }
        }
        if (names.isEmpty()) {
            return scan;
        }
        List<String> broken = scan.broken().stream().map(name -> names.getOrDefault(name, name)).sorted().toList();
        List<PluginWarning> warnings = scan.warnings().stream().map(warning -> new PluginWarning(
                names.getOrDefault(warning.plugin(), warning.plugin()), warning.digest(), warning.code(),
                warning.message(), warning.hint(), warning.file(), warning.line())).toList();
        return new SourceScan(scan.plugins(), broken, warnings, scan.marker());
    }
}
