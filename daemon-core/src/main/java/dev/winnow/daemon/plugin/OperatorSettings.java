package dev.winnow.daemon.plugin;

import dev.winnow.db.plugin.PluginSettingValues;
import dev.winnow.db.plugin.SavedSettings;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's settings as it gets them: what an operator saved, else the field's default. A saved value that does not
 * fit, since the plugin was updated, is a warning and never reaches the plugin.
 */
final class OperatorSettings {
    private static final String HINT = "Open Settings, Plugins, Manage Plugin, look at the settings and save them; "
            + "then restart.";

    private final PluginSettingValues saved;

    OperatorSettings(PluginSettingValues saved) {
        this.saved = saved;
    }

    Settings of(Manifest manifest, String digest, Consumer<PluginWarning> warnings) {
        if (manifest.settings().isEmpty()) {
            return Settings.NONE;
        }
        Map<String, Object> given = saved.find(manifest.name()).map(SavedSettings::values).orElse(Map.of());
        return merge(manifest, digest, given, warnings);
    }

    static Settings merge(Manifest manifest, String digest, Map<String, Object> given,
            Consumer<PluginWarning> warnings) {
        Map<String, Object> values = new HashMap<>();
        for (SettingField field : manifest.settings()) {
            Object value = given.get(field.name());
            if (value != null && !fits(field, value)) {
                warnings.accept(warning(manifest, digest, "The value saved for setting '" + field.name() + "' ("
                        + field.label() + ") does not fit this version of the plugin, so "
                        + (field.defaultValue() == null ? "it has no value." : "its default is used.")));
                value = null;
            }
            Object used = value == null ? field.defaultValue() : value;
            if (used != null) {
                values.put(field.name(), used);
            } else if (field.required()) {
                warnings.accept(warning(manifest, digest, "Setting '" + field.name() + "' (" + field.label()
                        + ") is required and has no value: the plugin may not work."));
            }
        }
        return new Settings(values);
    }

    private static PluginWarning warning(Manifest manifest, String digest, String message) {
        return PluginWarning.of(manifest.name(), digest, WarningCode.SETTING_UNFIT, message, HINT);
    }

    private static boolean fits(SettingField field, Object value) {
        return switch (field.kind()) {
            case TEXT, LONG_TEXT -> value instanceof String;
            case SECRET_REFERENCE -> value instanceof String text && text.matches("(env|file):.+");
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case SELECTION -> value instanceof String && field.options().contains(value);
            case TEXT_LIST -> texts(value) != null;
            case MULTI_SELECTION -> {
                List<?> texts = texts(value);
                yield texts != null && field.options().containsAll(texts);
            }
        };
    }

    private static @Nullable List<?> texts(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance) ? list : null;
    }
}
