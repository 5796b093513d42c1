package dev.winnow.scheduler.schedule;

import dev.winnow.db.Json;
import dev.winnow.db.Texts;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.InsightDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the insights of plugins. One that cannot be put on record is refused by itself. */
final class InsightSet {
    private static final String BUILT_IN = "winnow";
    private static final int TYPE_CHARACTERS = 100;
    private static final int SETTINGS_CHARACTERS = 64 * 1024;

    private final Map<String, List<InsightDefinition>> byOrigin = new LinkedHashMap<>();
    private final List<PluginWarning> warnings = new ArrayList<>();

    void add(Registered<InsightDefinition> registered) {
        InsightDefinition insight = registered.extension();
        Optional<String> wrong = wrong(insight);
        if (wrong.isPresent()) {
            warnings.add(PluginWarning.of(registered.plugin(), registered.digest(), WarningCode.DEFINITION_REFUSED,
                    "The insight '" + insight.name() + "' does not count. It " + wrong.get() + ".",
                    "Correct it and restart the scheduler."));
            return;
        }
        String origin = registered.plugin().equals(BUILT_IN)
                ? ProcessFiles.BUILT_IN
                : "plugin:" + registered.plugin();
        byOrigin.computeIfAbsent(origin, key -> new ArrayList<>()).add(insight);
    }

    /** The insights that count, by origin. */
    Map<String, List<InsightDefinition>> byOrigin() {
        return byOrigin;
    }

    /** On those that do not. */
    List<PluginWarning> warnings() {
        return List.copyOf(warnings);
    }

    /** The end of a sentence; a plugin's code may leave out what a file cannot, and put anything into its settings. */
    private static Optional<String> wrong(InsightDefinition insight) {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        parts.put("title", insight.title());
        parts.put("description", insight.description());
        parts.put("severity", insight.severity());
        parts.put("resource type", insight.resourceType());
        for (Map.Entry<String, @Nullable Object> part : parts.entrySet()) {
            if (part.getValue() == null) {
                return Optional.of("has no " + part.getKey());
            }
        }
        if (insight.filters().stream().anyMatch(use -> use.filter() == null || use.settings() == null)) {
            return Optional.of("has a filter without a name or without settings");
        }
        if (insight.resourceType().length() > TYPE_CHARACTERS) {
            return Optional.of("has a resource type of more than " + TYPE_CHARACTERS + " characters");
        }
        try {
            int characters = Json.write(insight.filters().stream().map(use -> use.settings().values()).toList())
                    .length();
            return characters <= SETTINGS_CHARACTERS
                    ? Optional.empty()
                    : Optional.of("has filters with settings of " + characters + " characters, more than "
                            + SETTINGS_CHARACTERS);
        } catch (RuntimeException e) {
            return Optional.of("has a filter with settings that cannot be put on record: "
                    + Texts.cut(String.valueOf(e.getMessage()), 200));
        } catch (StackOverflowError e) {
            return Optional.of("has a filter with settings that contain themselves");
        }
    }
}
