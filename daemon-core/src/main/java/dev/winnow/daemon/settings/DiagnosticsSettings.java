package dev.winnow.daemon.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The diagnostic job types.
 *
 * @param on whether they exist
 * @param folder where {@code diagnostic.append} may write; without one it refuses
 */
public record DiagnosticsSettings(boolean on, Optional<Path> folder) {
    /** As the variables have them. */
    public static DiagnosticsSettings from(SettingValues values) {
        return new DiagnosticsSettings(values.isOn(Variables.DIAGNOSTICS), values.path(Variables.DIAGNOSTICS_DIR));
    }
}
