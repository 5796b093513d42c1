package dev.winnow.web.api.json;

import dev.winnow.db.plugin.SavedSettings;
import dev.winnow.web.service.PluginSettingService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a plugin.
 *
 * @param fields what can be set
 * @param values what is set, with defaults; a secret by reference only
 * @param changedBy who saved them; null where nobody did
 */
public record PluginSettingsJson(List<FieldJson> fields, Map<String, Object> values, @Nullable String changedBy,
        @Nullable Instant changedAt) {
    public static PluginSettingsJson of(PluginSettingService.Current current) {
        SavedSettings saved = current.saved().orElse(null);
        return new PluginSettingsJson(current.fields().stream().map(FieldJson::of).toList(), current.values(),
                saved == null ? null : saved.changedBy(), saved == null ? null : saved.changedAt());
    }
}
