package dev.winnow.daemon.probe;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.ManifestJson;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One plugin to be tried.
 *
 * @param number answers name it
 * @param plugin the name of the one that is tried
 * @param candidates that one and all that it needs
 * @param deadline for loading each of them
 */
public record TrialRequest(int number, String plugin, List<Candidate> candidates, Duration deadline) {
    public TrialRequest {
        candidates = List.copyOf(candidates);
    }

    /** A plugin with the settings that its manifest gives. */
    public static MaterialisedPlugin withDefaults(Manifest manifest, String digest, Path folder) {
        Map<String, Object> values = new HashMap<>();
        for (SettingField field : manifest.settings()) {
            Object value = field.defaultValue();
            if (value != null) {
                values.put(field.name(), value);
            }
        }
        return new MaterialisedPlugin(manifest, digest, folder, new Settings(values));
    }

    List<MaterialisedPlugin> plugins() {
        return candidates.stream().map(candidate -> withDefaults(ManifestJson.read(candidate.manifest()),
                candidate.digest(), Path.of(candidate.folder()))).toList();
    }

    /**
     * A plugin whose files lie on this host.
     *
     * @param manifest as {@link ManifestJson} writes it
     * @param digest of its content
     * @param folder where its files lie; they are not changed
     */
    public record Candidate(String manifest, String digest, String folder) {
        /** The same in the form that is sent. */
        public static Candidate of(MaterialisedPlugin plugin) {
            return new Candidate(ManifestJson.write(plugin.manifest()), plugin.digest(), plugin.folder().toString());
        }
    }
}
