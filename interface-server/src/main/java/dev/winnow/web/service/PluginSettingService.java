package dev.winnow.web.service;

import dev.winnow.db.plugin.PluginSettingValues;
import dev.winnow.db.plugin.SavedSettings;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The settings that a plugin's manifest declares, with the operators' values; a restart hands them to the plugin. */
@Service
public class PluginSettingService {
    private final PluginService plugins;
    private final PluginSettingValues values;
    private final Audit audit;

    PluginSettingService(PluginService plugins, PluginSettingValues values, Audit audit) {
        this.plugins = plugins;
        this.values = values;
        this.audit = audit;
    }

    /**
     * A plugin's settings.
     *
     * @param fields as the published version declares them
     * @param values what an operator saved, else the defaults; a secret by reference only
     * @param saved who saved them and when; empty where nobody did
     */
    public record Current(List<SettingField> fields, Map<String, Object> values, Optional<SavedSettings> saved) {
    }

    /** Of a plugin of the current generation. */
    public Current of(String plugin) {
        List<SettingField> fields = fields(plugin);
        Optional<SavedSettings> saved = values.find(plugin);
        Map<String, Object> all = new LinkedHashMap<>();
        for (SettingField field : fields) {
            Object value = saved.map(SavedSettings::values).orElse(Map.of()).getOrDefault(field.name(),
                    field.defaultValue());
            if (value != null) {
                all.put(field.name(), value);
            }
        }
        return new Current(fields, all, saved);
    }

    /**
     * Saves all values in place of the earlier ones. A value that is the default is not kept, so that it follows the
     * default of a later version.
     *
     * @throws RefusedException naming every field that is wrong
     */
    public void save(Actor actor, String plugin, Map<String, Object> given, String prefix) {
        List<SettingField> fields = fields(plugin);
        if (fields.isEmpty()) {
            throw RefusedException.invalid("Plugin '" + Shown.of(plugin) + "' has no settings.");
        }
        Settings checked = SettingsCheck.check(fields, given, prefix);
        Map<String, Object> kept = new LinkedHashMap<>();
        for (SettingField field : fields) {
            Object value = checked.values().get(field.name());
            if (value != null && !isDefault(field, value)) {
                kept.put(field.name(), value);
            }
        }
        values.save(plugin, kept, actor.name());
        audit.record(actor, "plugin.settings", "plugin:" + plugin, kept);
    }

    private static boolean isDefault(SettingField field, Object value) {
        Object standard = field.defaultValue();
        return standard instanceof Number one && value instanceof Number other
                ? one.doubleValue() == other.doubleValue()
                : value.equals(standard);
    }

    private List<SettingField> fields(String plugin) {
        Manifest manifest = plugins.get(plugin).plugin().manifest();
        return manifest == null ? List.of() : manifest.settings();
    }
}
