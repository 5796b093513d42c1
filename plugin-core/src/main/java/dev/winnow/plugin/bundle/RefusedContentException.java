package dev.winnow.plugin.bundle;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;

/** Content that cannot be taken, before it is known whose it is. */
final class RefusedContentException extends IOException {
    private static final long serialVersionUID = 1L;

    private final WarningCode code;
    private final String hint;
    private final String file;

    /**
     * @param file below the plugin's folder; empty for the folder itself
     * @param message a sentence
     */
    RefusedContentException(WarningCode code, String file, String message, String hint) {
        super(message);
        this.code = code;
        this.hint = hint;
        this.file = file;
    }

    PluginWarning warning(String plugin) {
        return PluginWarning.of(plugin, null, code, "Plugin '" + plugin + "' is not taken: " + getMessage(), hint)
                .at(file.isEmpty() ? null : file, 0);
    }
}
