package dev.winnow.cli.plugins;

import dev.winnow.plugin.registry.PluginWarning;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Warnings at a terminal. */
final class Findings {
    private Findings() {
    }

    /** For example {@code P207 alpha plugin.py: The signature ... Find out ...}. */
    static String line(PluginWarning warning) {
        String place = warning.file() == null
                ? ""
                : " " + warning.file() + (warning.line() > 0 ? ":" + warning.line() : "");
        String end = warning.message().endsWith(".") ? " " : ". ";
        return warning.code().code() + " " + warning.plugin() + place + ": " + warning.message() + end + warning.hint();
    }

    /** For scripts. */
    static Map<String, @Nullable Object> json(PluginWarning warning) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("plugin", warning.plugin());
        json.put("code", warning.code().code());
        json.put("message", warning.message());
        json.put("hint", warning.hint());
        json.put("file", warning.file());
        json.put("line", warning.line());
        return json;
    }
}
