package dev.winnow.plugin.transfer;

import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.FileDifference;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin in a bundle, in a top folder of its name.
 *
 * @param name the plugin's name
 * @param version the plugin's version
 * @param digest of its content
 * @param signedBy the id of the key that signed it; null where nobody did
 * @param files all of its files
 */
public record BundledPlugin(String name, String version, String digest, @Nullable String signedBy,
        List<ContentFile> files) {
    public BundledPlugin {
        files = List.copyOf(files);
    }

    /**
     * Refuses content that is not what was exported.
     *
     * @param location where it was found, for people
     */
    void check(PluginContent content, String location) throws PluginRefusedException {
        if (!content.digest().equals(digest)) {
            throw notAsExported(FileDifference.between(files, content.files()), location);
        }
    }

    /** Refuses a folder in which a listed file is missing or another. */
    void checkListed(Path folder, String location) throws PluginRefusedException {
        if (!Files.isDirectory(folder)) {
            throw refused("it is listed in the bundle's " + BundleIndex.FILE_NAME + " and not there", null);
        }
        FileDifference difference = FileDifference.in(folder, files);
        if (!difference.isNone()) {
            throw notAsExported(difference, location);
        }
    }

    private PluginRefusedException notAsExported(FileDifference difference, String location) {
        return refused("in '" + location + "' it is not as it was exported: since then, " + difference.words(),
                difference.first().orElse(null));
    }

    private PluginRefusedException refused(String reason, @Nullable String file) {
        return new PluginRefusedException(PluginWarning.of(name, null, WarningCode.DIGEST_MISMATCH,
                "Plugin '" + name + "' of a bundle is not taken: " + reason + ".",
                "Bring the bundle over again, as 'winnow plugins export' wrote it, and restart.").at(file, 0));
    }
}
