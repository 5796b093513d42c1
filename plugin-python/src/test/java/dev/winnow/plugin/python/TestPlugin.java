package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A plugin folder that a test writes. */
final class TestPlugin {
    private final Path folder;
    private final String name;
    private final List<String> modules = new ArrayList<>();
    private Map<String, Object> settings = Map.of();
    private Set<String> permissions = Set.of();

    TestPlugin(Path parent, String name) throws IOException {
        this.folder = Files.createDirectories(parent.resolve(name));
        this.name = name;
    }

    /** A file that is not loaded by itself. */
    TestPlugin file(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        return this;
    }

    /** One of its initial modules. */
    TestPlugin module(String path, String text) throws IOException {
        modules.add(path);
        return file(path, text);
    }

    TestPlugin settings(Map<String, Object> values) {
        settings = values;
        return this;
    }

    TestPlugin permissions(String... wanted) {
        permissions = Set.of(wanted);
        return this;
    }

    MaterialisedPlugin materialised() {
        Manifest manifest = new Manifest(name, "1.0.0", "", "", PluginLanguage.PYTHON, "", Map.of(), modules,
                permissions,
                List.of(), List.of());
        return new MaterialisedPlugin(manifest, "0".repeat(64), folder, new Settings(settings));
    }
}
