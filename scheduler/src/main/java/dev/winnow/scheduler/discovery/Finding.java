package dev.winnow.scheduler.discovery;

import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.source.SourceScan;
import java.util.ArrayList;
import java.util.List;

/** What one look at one source gave. */
public sealed interface Finding {
    /** Where it was looked. */
    ConfiguredSource at();

    /** It was read. */
    record Read(ConfiguredSource at, SourceScan scan) implements Finding {
    }

    /**
     * It could not be read, which is not the same as empty.
     *
     * @param problem why, as a sentence
     */
    record Unreachable(ConfiguredSource at, String problem) implements Finding {
    }

    /** The source's name. */
    default String name() {
        return at().source().name();
    }

    /** What people read. */
    default String location() {
        return at().source().location();
    }

    /** The same with these warnings as well; those on plugins must be on ones that it holds. */
    default Finding with(List<PluginWarning> more) {
        if (!(this instanceof Read(ConfiguredSource source, SourceScan scan)) || more.isEmpty()) {
            return this;
        }
        List<PluginWarning> warnings = new ArrayList<>(scan.warnings());
        warnings.addAll(more);
        return new Read(source, new SourceScan(scan.plugins(), scan.broken(), warnings, scan.marker(),
                scan.places()));
    }

    /** The same, with this plugin found broken for the reason that the warning tells. */
    default Finding butBroken(PluginContent plugin, PluginWarning warning) {
        if (!(this instanceof Read(ConfiguredSource source, SourceScan scan)) || !scan.plugins().contains(plugin)) {
            return this;
        }
        List<PluginContent> plugins = new ArrayList<>(scan.plugins());
        plugins.remove(plugin);
        List<String> broken = new ArrayList<>(scan.broken());
        broken.add(plugin.name());
        List<PluginWarning> warnings = new ArrayList<>(scan.warnings());
        warnings.add(warning);
        return new Read(source, new SourceScan(plugins, broken, warnings, scan.marker(),
                scan.places()));
    }
}
