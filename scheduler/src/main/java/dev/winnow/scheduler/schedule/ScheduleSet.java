package dev.winnow.scheduler.schedule;

import dev.winnow.daemon.schedule.ScheduleTimes;
import dev.winnow.plugin.manifest.Definitions;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects schedules in order of precedence: of two with one name the first counts. One that is wrong is refused by itself. */
final class ScheduleSet {
    private final Map<String, List<ScheduleDefinition>> byOrigin = new LinkedHashMap<>();
    private final Map<String, String> origins = new HashMap<>();
    private final List<PluginWarning> warnings = new ArrayList<>();

    /**
     * Adds what was read from one file.
     *
     * @param owner whom warnings are on
     * @param file how warnings name the file
     */
    void add(String origin, String owner, String file, Definitions<ScheduleDefinition> definitions) {
        warnings.addAll(definitions.warnings());
        definitions.found().forEach(definition -> add(origin, owner, null, file, definition));
    }

    /** Adds one of a plugin. */
    void addOfPlugin(String plugin, String digest, ScheduleDefinition definition) {
        add("plugin:" + plugin, plugin, digest, null, definition);
    }

    void warn(PluginWarning warning) {
        warnings.add(warning);
    }

    /** The schedules that run, by origin. */
    Map<String, List<ScheduleDefinition>> byOrigin() {
        return byOrigin;
    }

    /** On those that do not. */
    List<PluginWarning> warnings() {
        return List.copyOf(warnings);
    }

    private void add(String origin, String owner, @Nullable String digest, @Nullable String file,
            ScheduleDefinition definition) {
        try {
            ScheduleTimes.of(definition);
        } catch (IllegalArgumentException e) {
            refuse(owner, digest, file, "The schedule '" + definition.name() + "' does not run. " + e.getMessage(),
                    "Correct it and restart the scheduler.");
            return;
        }
        String other = origins.putIfAbsent(definition.name(), origin);
        if (other == null) {
            byOrigin.computeIfAbsent(origin, key -> new ArrayList<>()).add(definition);
        } else if (!replaces(other, origin)) {
            refuse(owner, digest, file, "The schedule '" + definition.name() + "' does not run: " + other
                    + " has one of this name.", "Give it another name and restart the scheduler.");
        }
    }

    /** An operator's file may replace what Winnow or a plugin brings; that is no reason for a warning. */
    private static boolean replaces(String winner, String loser) {
        return winner.startsWith("file:") && !loser.startsWith("file:");
    }

    private void refuse(String owner, @Nullable String digest, @Nullable String file, String message, String hint) {
        warnings.add(PluginWarning.of(owner, digest, WarningCode.DEFINITION_REFUSED, message, hint).at(file, 0));
    }
}
