package dev.winnow.plugin.transfer;

import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.Limits;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle holds, in its {@code winnow-bundle.json}. It tells a bundle that was damaged or mixed with another; who
 * vouches for the plugins is told by their signatures.
 *
 * @param generation the generation that was exported
 * @param contentDigest of that generation, as the installation has it that exported it
 * @param plugins sorted by name
 */
public record BundleIndex(long generation, String contentDigest, List<BundledPlugin> plugins) {
    /** The file's name, at the top of the bundle. */
    public static final String FILE_NAME = "winnow-bundle.json";

    /** More than a zip says of any entry beside its name. */
    private static final int ENTRY_BYTES = 160;

    public BundleIndex {
        plugins = plugins.stream().sorted(Comparator.comparing(BundledPlugin::name)).toList();
    }

    /** A plugin by the name of its folder. */
    Optional<BundledPlugin> find(String name) {
        return plugins.stream().filter(plugin -> plugin.name().equals(name)).findFirst();
    }

    /**
     * Refuses what no reader would take.
     *
     * @throws BundleException if it has too many files, or is too large, or a path in it is too long
     */
    void checkFits() throws BundleException {
        long files = 1;
        long bytes = BundleJson.MAX_BYTES;
        for (BundledPlugin plugin : plugins) {
            for (ContentFile file : plugin.files()) {
                String path = path(plugin, file);
                files++;
                bytes += file.size() + ENTRY_BYTES + 6L * path.length();
                if (path.length() > Limits.MAX_PATH_CHARS || path.split("/", -1).length > Limits.MAX_DEPTH) {
                    throw new BundleException("the path '" + path + "' is too long or too deep for a bundle; leave"
                            + " plugin '" + plugin.name() + "' out by naming the others with --plugin");
                }
            }
        }
        if (files > Limits.MAX_FILES || bytes > Limits.MAX_TOTAL_BYTES) {
            throw new BundleException("the plugins have " + (files - 1) + " files and " + Limits.mebibytes(bytes)
                    + "; a bundle takes at most " + (Limits.MAX_FILES - 1) + " and "
                    + Limits.mebibytes(Limits.MAX_TOTAL_BYTES)
                    + ". Make several bundles, naming the plugins of each with --plugin");
        }
    }

    static String path(BundledPlugin plugin, ContentFile file) {
        return plugin.name() + "/" + file.path();
    }
}
