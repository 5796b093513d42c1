package dev.winnow.scheduler.publish;

import org.jspecify.annotations.Nullable;

/**
 * What would become of one plugin.
 *
 * @param from what is published of it; null where nothing is
 * @param to what would be; null where nothing would
 * @param source the source that has it, or had it
 * @param files what differs in its folder
 * @param extensions what differs in what it registers
 * @param extensionsComplete whether what its code registers is known of both versions; else only what is declared in
 *     files was compared
 */
public record PluginChange(String name, Kind kind, @Nullable Version from, @Nullable Version to, String source,
        Changes<String> files, Changes<PlannedExtension> extensions, boolean extensionsComplete) {
    /** In a word. */
    public enum Kind {
        ADDED, CHANGED, REMOVED,
        /** What its source holds is refused: its last good version stays, if there is one. */
        BROKEN, UNCHANGED
    }

    /** A version of it. */
    public record Version(String version, String digest) {
    }
}
