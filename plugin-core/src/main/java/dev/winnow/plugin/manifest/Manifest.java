package dev.winnow.plugin.manifest;

import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.SettingField;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a plugin says of itself, completed from its folder where it says nothing.
 *
 * @param name lower-case letters, digits, {@code _} and {@code -}, at most 100 characters
 * @param version a semantic version; {@code 0.0.0} where none is given
 * @param description possibly empty
 * @param author possibly empty
 * @param language what loads it
 * @param requiresWinnow a range over {@link dev.winnow.plugin.spi.SpiVersion}; empty for any
 * @param requiresPlugins ranges by plugin name
 * @param initialModules a Python plugin's modules, in load order, relative to its folder
 * @param permissions what is opened for a Python plugin: {@code network}, {@code files}
 * @param settings the plugin's own settings
 * @param ui pages, cards and tabs
 */
public record Manifest(String name, String version, String description, String author, PluginLanguage language,
        String requiresWinnow, Map<String, String> requiresPlugins, List<String> initialModules,
        Set<String> permissions, List<SettingField> settings, List<FrontendModule> ui) {
    /** The file's name in a plugin's folder. */
    public static final String FILE_NAME = "plugin.json";

    public Manifest {
        requiresPlugins = Map.copyOf(requiresPlugins);
        initialModules = List.copyOf(initialModules);
        permissions = Set.copyOf(permissions);
        settings = List.copyOf(settings);
        ui = List.copyOf(ui);
    }
}
