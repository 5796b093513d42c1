package dev.winnow.daemon.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where plugins come from and go.
 *
 * @param folder the scheduler's local folder
 * @param schedulerWait how long a starting worker or interface server waits for a settled scheduler
 * @param cache where published plugins are laid down
 * @param remotes other sources, as JSON has them
 * @param signatures {@code off}, {@code warn} or {@code require}
 * @param trustedKeys the folder of public keys, if there is one
 * @param generationsKept how many of the latest generations are kept
 * @param generationsKeptFor and how young one must be to be kept beyond that
 */
public record PluginSettings(Path folder, Duration schedulerWait, Path cache, List<Map<String, Object>> remotes,
        String signatures, Optional<Path> trustedKeys, int generationsKept, Duration generationsKeptFor) {
    /** As the variables have them. */
    public static PluginSettings from(SettingValues values) {
        Path folder = values.path(Variables.PLUGINS_DIR)
                .or(() -> values.path(Variables.HOME).map(home -> home.resolve("plugins"))).orElse(Path.of("plugins"));
        return new PluginSettings(folder, values.seconds(Variables.PLUGINS_WAIT_SECONDS),
                Path.of(values.text(Variables.CACHE_DIR)), remotes(values.text(Variables.PLUGIN_REMOTES)),
                values.text(Variables.PLUGIN_SIGNATURES).toLowerCase(Locale.ROOT),
                values.path(Variables.PLUGIN_TRUSTED_KEYS), values.number(Variables.PLUGIN_GENERATIONS_KEEP),
                Duration.ofDays(values.number(Variables.PLUGIN_GENERATIONS_KEEP_DAYS)));
    }

    private static List<Map<String, Object>> remotes(String json) {
        List<Map<String, Object>> remotes = JsonMapper.builder().build().readValue(json, new TypeReference<>() {
        });
        for (int i = 0; i < remotes.size(); i++) {
            Object type = remotes.get(i).get("type");
            String needed = "http".equals(type) ? "url" : "s3".equals(type) ? "bucket" : null;
            if (needed == null) {
                throw new SettingsException(Variables.PLUGIN_REMOTES.name() + ": source " + (i + 1)
                        + " has the type '" + type + "': expected http or s3");
            }
            if (!(remotes.get(i).get(needed) instanceof String text) || text.isBlank()) {
                throw new SettingsException(Variables.PLUGIN_REMOTES.name() + ": source " + (i + 1) + " of type "
                        + type + " lacks '" + needed + "'");
            }
        }
        return remotes;
    }

    /** Without remotes, which may hold passwords. */
    @Override
    public String toString() {
        return "plugins from " + folder + " and " + remotes.size() + " remote sources";
    }
}
