package dev.winnow.plugin.bundle;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin's folder looked like at one moment. Two equal ones with time between them mean that nobody was writing.
 *
 * @param files by normalised path
 * @param newest the latest change of any file or folder
 * @param hidden names that were left out and that somebody may miss
 */
record Snapshot(SortedMap<String, Entry> files, Instant newest, List<String> hidden) {
    /**
     * One file.
     *
     * @param path where it is
     * @param size in bytes
     * @param modified when its bytes changed
     * @param changed when anything about it changed, which nobody can set; where the system knows
     * @param key the file's identity; null where the system has none
     */
    record Entry(Path path, long size, FileTime modified, FileTime changed, @Nullable Object key) {
    }
}
