package dev.winnow.plugin.source;

import dev.winnow.plugin.bundle.LeftOut;
import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.source.SourceScan.Marker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Plugins of a source elsewhere that were laid down on this host. Nobody but the caller writes there.
 *
 * @param source the source's name
 * @param where the source's location, for people
 */
public record StagedPlugins(String source, String where) {
    /**
     * Something that is at the source and could not be laid down.
     *
     * @param warning why, on the plugin's name as far as it is known
     * @param location where it is, for people
     */
    public record Missed(PluginWarning warning, String location) {
    }

    /**
     * Reads a folder each of whose entries is a plugin folder or a single file.
     *
     * @param location where an entry comes from, by its file name; for people
     * @param missed counts as broken
     * @param work archives are unpacked below it
     */
    public SourceScan scan(Path folder, Function<String, String> location, List<Missed> missed, Path work)
            throws IOException {
        ScanResult result = new ScanResult();
        missed.forEach(each -> result.addBroken(each.warning(), each.location()));
        List<String> unknown = EntryScan.quiet(path -> location.apply(String.valueOf(path.getFileName()))).scan(folder,
                work, result);
        if (!unknown.isEmpty()) {
            result.warn(noPlugins(source, where, unknown));
        }
        return result.scan(new Marker.NoPlace());
    }

    /**
     * Reads a zip that is the whole source. One without any plugin is an empty source,
     * not a broken plugin.
     *
     * @param work the zip is unpacked below it
     */
    public SourceScan scanArchive(Path zip, Path work) throws IOException {
        ScanResult result = new ScanResult();
        FolderEntry entry = FolderEntry.zip(zip);
        try {
            Path own = Files.createTempDirectory(Files.createDirectories(work), "unpacked-");
            if (!EntryScan.quiet(path -> where).addPacked(entry, own, result)) {
                result.warn(PluginWarning.of("source:" + source, null, WarningCode.CONTENT_REFUSED,
                        where + " holds no plugin: neither it nor a folder in it has a plugin.json",
                        "Pack the plugin's folder, or a folder of plugin folders, and upload it again."));
            }
        } catch (PluginRefusedException e) {
            result.addBroken(e.warning(), where);
        }
        return result.scan(new Marker.NoPlace());
    }

    /** Whether what has this file name may be a plugin; what may not need not be laid down whole, only its name. */
    public static boolean mayBePlugin(String fileName) {
        return !LeftOut.isNoise(fileName) && !LeftOut.isHidden(fileName) && FolderEntry.mayBePlugin(fileName);
    }

    /** That some entries of a folder are no plugins. */
    static PluginWarning noPlugins(String source, String where, List<String> names) {
        return PluginWarning.of("source:" + source, null, WarningCode.CONTENT_REFUSED,
                "In " + where + " these are no plugins and are ignored: " + String.join(", ", names),
                "A plugin is a folder, a .zip, a .jar or a .py file, and not hidden; pack it as one of these, or move"
                        + " it elsewhere.");
    }
}
