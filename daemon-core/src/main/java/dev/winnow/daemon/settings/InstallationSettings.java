package dev.winnow.daemon.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where this installation's files lie.
 *
 * @param home the distribution's folder; empty when run from classes
 * @param processFiles the operator's folder of process files, which need not exist
 */
public record InstallationSettings(Optional<Path> home, Path processFiles) {
    /** As the variables have them. */
    public static InstallationSettings from(SettingValues values) {
        return new InstallationSettings(values.path(Variables.HOME), Path.of(values.text(Variables.PROCESS_FILES)));
    }

    /** The folder of the plugins that Winnow ships. */
    public Optional<Path> bundledPlugins() {
        return home.map(folder -> folder.resolve("bundled-plugins"));
    }

    /** The folder of the demo account's files. */
    public Optional<Path> demoData() {
        return home.map(folder -> folder.resolve("demo").resolve("aws"));
    }
}
