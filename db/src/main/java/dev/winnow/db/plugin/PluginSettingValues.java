package dev.winnow.db.plugin;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Json;
import dev.winnow.db.Texts;
import dev.winnow.db.Times;
import java.util.Map;
import java.util.Optional;

/**
 * Operators' values for the settings that manifests declare, by plugin. They belong to the name, not to a version: they
 * outlive updates, rollbacks and a removal. Written by the interface server; each daemon reads them when it loads.
 */
@JdbcStore
public class PluginSettingValues {
    private final Database database;

    PluginSettingValues(Database database) {
        this.database = database;
    }

    /** What was saved for a plugin; empty where nothing ever was. */
    public Optional<SavedSettings> find(String plugin) {
        return database.first("SELECT settings, changed_by, changed_at FROM plugin_setting WHERE plugin = ?",
                (row, i) -> new SavedSettings(Json.map(row.getString("settings")), row.getString("changed_by"),
                        Times.instant(row, "changed_at")),
                plugin);
    }

    /** Saves all values of a plugin, in place of the earlier ones. The caller has held them against its fields. */
    public void save(String plugin, Map<String, Object> values, String user) {
        database.update("""
            INSERT INTO plugin_setting (plugin, settings, changed_by, changed_at)
            VALUES (?, ?, ?, UTC_TIMESTAMP(3))
            ON DUPLICATE KEY UPDATE settings = VALUES(settings), changed_by = VALUES(changed_by),
                changed_at = VALUES(changed_at)""", plugin, Json.write(values), Texts.cut(user, 190));
    }
}
