package dev.winnow.plugin.bundle;

import dev.winnow.plugin.manifest.Manifest;
import java.nio.file.Path;
import java.util.List;

/**
 * One version of a plugin's content in a folder on this host, read completely and found stable.
 *
 * @param manifest what it says of itself
 * @param folder where the files lie
 * @param files sorted by path
 * @param digest over paths and digests of all files: 64 hexadecimal digits, the same for the same content everywhere
 */
public record PluginContent(Manifest manifest, Path folder, List<ContentFile> files, String digest) {
    public PluginContent {
        files = List.copyOf(files);
    }

    /** The plugin's name. */
    public String name() {
        return manifest.name();
    }

    /** The size of all files in bytes. */
    public long size() {
        return files.stream().mapToLong(ContentFile::size).sum();
    }
}
