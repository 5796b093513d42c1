package dev.winnow.plugin.source;

import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.source.SourceScan.Marker;
import java.io.IOException;
import java.nio.file.Path;

/** One folder or file, read as an entry of a plugins folder is. */
public final class PluginFile {
    private PluginFile() {
    }

    /**
     * The plugins in it.
     *
     * @param work an empty folder for what is unpacked; the caller's to delete
     * @throws IOException if the disk says so
     */
    public static SourceScan scan(Path file, Path work) throws IOException {
        ScanResult result = new ScanResult();
        FolderEntry entry = FolderEntry.of(file.toAbsolutePath().normalize());
        switch (entry.kind()) {
            case FOLDER, ZIP, JAR, PYTHON -> EntryScan.living(new ContentReader()).one(entry, work, result);
            case IGNORED, UNKNOWN -> result.addBroken(PluginWarning.of(entry.name(), null, WarningCode.CONTENT_REFUSED,
                    "'" + file + "' is no plugin.", "A plugin is a folder, a .zip, a .jar or a .py file."),
                    file.toString());
        }
        return result.scan(new Marker.NotUsed());
    }
}
