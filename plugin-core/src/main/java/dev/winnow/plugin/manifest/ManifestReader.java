package dev.winnow.plugin.manifest;

import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** Finds out what the plugin in a folder is: from its {@code plugin.json}, else from what lies in the folder. */
public final class ManifestReader {
    private static final int MAX_BYTES = 256 * 1024;

    /**
     * Reads a plugin's folder.
     *
     * @param fallbackName the name where the manifest says none: that of the folder or file, without extension
     * @throws PluginRefusedException if there is a manifest that cannot be read, or nothing that could be a plugin
     */
    public ManifestReading read(Path folder, String fallbackName) throws PluginRefusedException {
        String name = PluginName.from(fallbackName);
        PluginFolder content = new PluginFolder(folder);
        try {
            if (content.hasManifest()) {
                return new ManifestFields(content, fallbackName, JsonTree.read(bytes(content.manifest()))).read();
            }
            return made(content, fallbackName, name);
        } catch (MalformedException e) {
            throw unreadable(name, e.text(), e.line());
        } catch (IOException e) {
            throw new PluginRefusedException(PluginWarning.of(name, null, WarningCode.CONTENT_UNREADABLE,
                    "The folder of plugin '" + name + "' cannot be read: " + e,
                    "Check its owner and permissions, then restart.").at(Manifest.FILE_NAME, 0));
        }
    }

    private static byte[] bytes(Path manifest) throws IOException {
        if (!Files.isRegularFile(manifest)) {
            throw new MalformedException("it is not a file", 0);
        }
        try (InputStream in = Files.newInputStream(manifest)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new MalformedException("it is larger than " + MAX_BYTES / 1024 + " KiB", 0);
            }
            return bytes;
        }
    }

    private static PluginRefusedException unreadable(String name, String reason, int line) {
        return new PluginRefusedException(PluginWarning
                .of(name, null, WarningCode.MANIFEST_UNREADABLE,
                        "The manifest plugin.json of plugin '" + name + "' cannot be read: " + reason,
                        "Correct plugin.json there and restart; the other plugins are not affected.")
                .at(Manifest.FILE_NAME, line));
    }

    /** A manifest for a folder that has none. */
    private static ManifestReading made(PluginFolder content, String fallbackName, String name)
            throws IOException, PluginRefusedException {
        Optional<String> module = content.pythonEntry();
        boolean java = !content.jars().isEmpty();
        if (module.isEmpty() && !java && !content.hasDefinitions()) {
            throw new PluginRefusedException(PluginWarning.of(name, null, WarningCode.MANIFEST_MISSING,
                    "'" + fallbackName + "' is no plugin: there is no plugin.json, plugin.py, __init__.py or jar in it",
                    "Add a plugin.json, or move it out of the plugins folder."));
        }
        PluginLanguage language = module.isPresent()
                ? PluginLanguage.PYTHON
                : java ? PluginLanguage.JAVA : PluginLanguage.NONE;
        String taken = module.map(file -> "the module " + file).orElse(java ? "the jars" : "its definition files");
        PluginWarning warning = PluginWarning.of(name, null, WarningCode.MANIFEST_MISSING,
                "Plugin '" + name + "' has no plugin.json: its name was taken from '" + fallbackName
                        + "', what it loads is "
                        + taken,
                "Add a plugin.json with name and version.");
        List<String> modules = module.map(List::of).orElse(List.of());
        ModuleMetadata metadata = ModuleMetadata.of(content.folder(), modules);
        Manifest manifest = new Manifest(name, metadata.version().flatMap(ManifestReader::version)
                .orElse(ManifestFields.NO_VERSION), metadata.description().orElse(""), metadata.author().orElse(""),
                language, "", Map.of(), modules, Set.of(), List.of(), List.of());
        return new ManifestReading(manifest, List.of(warning.at(fileOf(module), 0)));
    }

    private static Optional<String> version(String text) {
        return text.length() <= 64 ? Optional.ofNullable(Semver.coerce(text)).map(Semver::toString) : Optional.empty();
    }

    private static @Nullable String fileOf(Optional<String> module) {
        return module.orElse(null);
    }
}
