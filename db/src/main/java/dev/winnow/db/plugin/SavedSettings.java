package dev.winnow.db.plugin;

import java.time.Instant;
import java.util.Map;

/**
 * What an operator has set for a plugin.
 *
 * @param values by field, as JSON has them; a secret by reference only
 * @param changedBy the user's name
 * @param changedAt on the database's clock
 */
public record SavedSettings(Map<String, Object> values, String changedBy, Instant changedAt) {
    public SavedSettings {
        values = Map.copyOf(values);
    }
}
