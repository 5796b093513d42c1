package dev.winnow.db.plugin;

import dev.winnow.plugin.manifest.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * A plugin in a generation.
 *
 * @param name the plugin's name; for a broken one without a readable manifest its file's or folder's
 * @param digest of its content; null for a broken one that has no good version
 * @param state how it stands
 * @param source the source's name
 * @param sourceLocation what people read
 * @param manifest what it says of itself; null where digest is
 */
public record PublishedPlugin(String name, @Nullable String digest, State state, String source, String sourceLocation,
        @Nullable Manifest manifest) {
    /** How a plugin stands in a generation. */
    public enum State {
        /** What its source holds is live. */
        ACTIVE,
        /** What its source holds is broken; its last good version is live. */
        STALE,
        /** It is broken and has no good version. */
        BROKEN
    }
}
