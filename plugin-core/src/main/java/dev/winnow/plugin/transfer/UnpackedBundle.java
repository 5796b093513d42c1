package dev.winnow.plugin.transfer;

import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.ContentReading;
import dev.winnow.plugin.manifest.PluginName;
import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A bundle that was unpacked into a folder.
 *
 * @param index what it says that it holds
 */
public record UnpackedBundle(BundleIndex index) {
    /**
     * The bundle in a folder; empty where it is an archive of another kind.
     *
     * @throws BundleException if its index cannot be read
     */
    public static Optional<UnpackedBundle> find(Path folder) throws IOException {
        Path file = folder.resolve(BundleIndex.FILE_NAME);
        return Files.isRegularFile(file)
                ? Optional.of(new UnpackedBundle(BundleJson.read(file)))
                : Optional.empty();
    }

    /** The folders in which its plugins lie. */
    public List<String> folders() {
        return index.plugins().stream().map(BundledPlugin::name).toList();
    }

    /**
     * Reads a plugin of it.
     *
     * @param folder the plugin's; named as the plugin
     * @param location where it was found, for people
     * @throws PluginRefusedException if it is none, or not as it was exported, or the index does not list it
     */
    public ContentReading read(ContentReader reader, Path folder, String location) throws PluginRefusedException {
        String name = String.valueOf(folder.getFileName());
        Optional<BundledPlugin> listed = index.find(name);
        if (listed.isEmpty()) {
            String plugin = PluginName.from(name);
            throw new PluginRefusedException(PluginWarning.of(plugin, null, WarningCode.CONTENT_REFUSED,
                    "Plugin '" + plugin + "' in '" + location + "' is not taken: the bundle's " + BundleIndex.FILE_NAME
                            + " does not list it, so somebody put it there after the export.",
                    "Bring the bundle over again, as 'winnow plugins export' wrote it, and put other plugins beside"
                            + " it; then restart."));
        }
        ContentReading reading;
        try {
            reading = reader.readUnpacked(folder, name);
        } catch (PluginRefusedException e) {
            // That a byte was lost on the way tells more than what the reader made of it.
            listed.get().checkListed(folder, location);
            throw e;
        }
        listed.get().check(reading.content(), location);
        return reading;
    }
}
