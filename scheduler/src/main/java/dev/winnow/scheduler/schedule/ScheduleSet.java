package dev.winnow.scheduler.schedule;

import dev.winnow.daemon.schedule.ScheduleTimes;
import dev.winnow.db.Json;
import dev.winnow.db.Texts;
import dev.winnow.plugin.manifest.Definitions;
import dev.winnow.plugin.manifest.ScheduleRules;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects schedules in order of precedence: of two with one name the first counts. One that is wrong is refused by itself. */
final class ScheduleSet {
    /** So many were tried to fire in one and the same second. */
    static final int MOST = 10_000;
    /** A job's arguments are copied with each tick. */
    static final int ARGUMENT_CHARACTERS = 64 * 1024;
    private static final int ORIGIN_CHARACTERS = 255;

    private final Map<String, List<ScheduleDefinition>> byOrigin = new LinkedHashMap<>();
    private final Map<String, String> origins = new HashMap<>();
    private final List<PluginWarning> warnings = new ArrayList<>();
    private boolean surplus;

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
        Optional<String> wrong = wrong(definition);
        if (wrong.isPresent()) {
            refuse(owner, digest, file,
                    "The schedule '" + Texts.cut(String.valueOf(definition.name()), 100) + "' does not run. "
                            + wrong.get(),
                    "Correct it and restart the scheduler.");
            return;
        }
        if (origins.size() == MOST && !origins.containsKey(definition.name())) {
            refuseSurplus(owner, digest, file);
            return;
        }
        String other = origins.putIfAbsent(definition.name(), Texts.cut(origin, ORIGIN_CHARACTERS));
        if (other == null) {
            byOrigin.computeIfAbsent(Texts.cut(origin, ORIGIN_CHARACTERS), key -> new ArrayList<>()).add(definition);
        } else if (!replaces(other, origin)) {
            refuse(owner, digest, file, "The schedule '" + definition.name() + "' does not run: " + other
                    + " has one of this name.", "Give it another name and restart the scheduler.");
        }
    }

    /** A sentence; whatever it is, it is this schedule's matter alone. */
    private static Optional<String> wrong(ScheduleDefinition definition) {
        try {
            Optional<String> broken = ScheduleRules.broken(definition);
            if (broken.isPresent()) {
                return Optional.of("It " + broken.get() + ".");
            }
            ScheduleTimes.of(definition);
            int characters = Json.write(definition.arguments()).length();
            return characters <= ARGUMENT_CHARACTERS
                    ? Optional.empty()
                    : Optional.of("Its arguments have " + characters + " characters, more than "
                            + ARGUMENT_CHARACTERS + ".");
        } catch (IllegalArgumentException e) {
            return Optional.of(Texts.cut(String.valueOf(e.getMessage()), 600));
        } catch (RuntimeException e) {
            // A plugin's code may have put anything into its arguments.
            return Optional.of("It cannot be put on record: " + Texts.cut(String.valueOf(e.getMessage()), 200));
        } catch (StackOverflowError e) {
            return Optional.of("Its arguments contain themselves.");
        }
    }

    /** One warning for all that are too many. */
    private void refuseSurplus(String owner, @Nullable String digest, @Nullable String file) {
        if (!surplus) {
            refuse(owner, digest, file, "There are more than " + MOST + " schedules; those from here on do not run.",
                    "Have one schedule's job ask for several jobs, and restart the scheduler.");
        }
        surplus = true;
    }

    /** An operator's file may replace what Winnow or a plugin brings; that is no reason for a warning. */
    private static boolean replaces(String winner, String loser) {
        return winner.startsWith("file:") && !loser.startsWith("file:");
    }

    private void refuse(String owner, @Nullable String digest, @Nullable String file, String message, String hint) {
        warnings.add(PluginWarning.of(owner, digest, WarningCode.DEFINITION_REFUSED, message, hint).at(file, 0));
    }
}
