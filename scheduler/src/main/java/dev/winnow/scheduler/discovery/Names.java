package dev.winnow.scheduler.discovery;

import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.source.SourceScan;
import java.util.Set;
import java.util.TreeSet;

/** Names of plugins, sorted. */
final class Names {
    private Names() {
    }

    static Set<String> present(SourceScan scan) {
        Set<String> names = new TreeSet<>(scan.broken());
        for (PluginContent plugin : scan.plugins()) {
            names.add(plugin.name());
        }
        return names;
    }

    static Set<String> without(Set<String> names, Set<String> others) {
        Set<String> left = new TreeSet<>(names);
        left.removeAll(others);
        return left;
    }
}
