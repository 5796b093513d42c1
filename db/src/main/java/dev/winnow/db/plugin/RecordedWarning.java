package dev.winnow.db.plugin;

import dev.winnow.plugin.registry.PluginWarning;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A warning as it stands on record.
 *
 * @param id stable over occurrences: 64 hexadecimal digits
 * @param warning what is wrong
 * @param processKind which kind of daemon saw it
 * @param processHost where
 * @param occurrences how often
 * @param acknowledgedBy null while nobody did, or once it expired
 */
public record RecordedWarning(String id, PluginWarning warning, String processKind, String processHost,
        int occurrences, Instant firstSeen, Instant lastSeen, @Nullable String acknowledgedBy) {
}
