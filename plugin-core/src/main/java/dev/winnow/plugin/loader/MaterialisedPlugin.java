package dev.winnow.plugin.loader;

import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.spi.Settings;
import java.nio.file.Path;

/**
 * A published plugin whose files lie verified in the local cache, read-only.
 *
 * @param manifest what it says of itself
 * @param digest of its content
 * @param folder where its files lie
 * @param settings the operator's values for the manifest's settings
 */
public record MaterialisedPlugin(Manifest manifest, String digest, Path folder, Settings settings) {
    /** The plugin's name. */
    public String name() {
        return manifest.name();
    }
}
