package dev.winnow.plugin.registry;

import org.jspecify.annotations.Nullable;

/**
 * Something an operator should know of a plugin or of a source of plugins.
 *
 * @param plugin the plugin's name; {@code source:<name>} for a source
 * @param digest of the plugin's content, hexadecimal; null where unknown
 * @param code what kind of thing it is
 * @param message what happened and what it means, one sentence or two
 * @param hint what the operator can do
 * @param file the file below the plugin's folder; null where unknown
 * @param line counted from 1; 0 where unknown
 */
public record PluginWarning(String plugin, @Nullable String digest, WarningCode code, String message, String hint,
        @Nullable String file, int line) {
    /** A warning without a place. */
    public static PluginWarning of(String plugin, @Nullable String digest, WarningCode code, String message,
            String hint) {
        return new PluginWarning(plugin, digest, code, message, hint, null, 0);
    }

    /** The same at a place. */
    public PluginWarning at(@Nullable String newFile, int newLine) {
        return new PluginWarning(plugin, digest, code, message, hint, newFile, newLine);
    }

    /** The same on content with this digest. */
    public PluginWarning withDigest(@Nullable String newDigest) {
        return new PluginWarning(plugin, newDigest, code, message, hint, file, line);
    }
}
