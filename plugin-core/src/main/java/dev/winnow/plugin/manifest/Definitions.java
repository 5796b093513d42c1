package dev.winnow.plugin.manifest;

import dev.winnow.plugin.registry.PluginWarning;
import java.util.ArrayList;
import java.util.List;

/**
 * What was read from definition files: each that is wrong is refused by itself.
 *
 * @param found the good ones, in the order of files and lines
 * @param warnings on the others, and on unknown keys
 * @param <E> schedules or insights
 */
public record Definitions<E>(List<E> found, List<PluginWarning> warnings) {
    public Definitions {
        found = List.copyOf(found);
        warnings = List.copyOf(warnings);
    }

    /** These and those. */
    public Definitions<E> and(Definitions<E> others) {
        List<E> allFound = new ArrayList<>(found);
        allFound.addAll(others.found);
        List<PluginWarning> allWarnings = new ArrayList<>(warnings);
        allWarnings.addAll(others.warnings);
        return new Definitions<>(allFound, allWarnings);
    }
}
