package dev.winnow.plugin.source;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.source.SourceScan.Marker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Plugins of a source elsewhere that were laid down in a folder of this host, each a folder or a single file. Nobody
 * but the caller writes there.
 *
 * @param source the source's name
 * @param where the source's location, for people
 * @param folder where they were laid down
 * @param location where an entry of the folder comes from, by its file name; for people
 */
public record StagedPlugins(String source, String where, Path folder, Function<String, String> location) {
    /**
     * Something that is at the source and could not be laid down.
     *
     * @param warning why, on the plugin's name as far as it is known
     * @param location where it is, for people
     */
    public record Missed(PluginWarning warning, String location) {
    }

    /**
     * Reads them.
     *
     * @param missed counts as broken
     * @param work archives are unpacked below it
     */
    public SourceScan scan(List<Missed> missed, Path work) throws IOException {
        ScanResult result = new ScanResult();
        missed.forEach(each -> result.addBroken(each.warning(), each.location()));
        List<String> unknown = EntryScan.quiet(path -> location.apply(String.valueOf(path.getFileName()))).scan(folder,
                work, result);
        if (!unknown.isEmpty()) {
            result.warn(noPlugins(source, where, unknown));
        }
        return result.scan(new Marker.NoPlace());
    }

    /** That some entries of a folder are no plugins. */
    static PluginWarning noPlugins(String source, String where, List<String> names) {
        return PluginWarning.of("source:" + source, null, WarningCode.CONTENT_REFUSED,
                "In " + where + " these are no plugins and are ignored: " + String.join(", ", names),
                "A plugin is a folder, a .zip, a .jar or a .py file, and not hidden; pack it as one of these, or move"
                        + " it elsewhere.");
    }
}
