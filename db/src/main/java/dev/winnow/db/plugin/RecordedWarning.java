package dev.winnow.db.plugin;

import dev.winnow.plugin.registry.PluginWarning;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A warning as it stands on record.
 *
 * @param id stable over occurrences: 64 hexadecimal digits
 * @param subject what it says of which plugin: the same for all processes that see it; 64 hexadecimal digits
 * @param warning what is wrong
 * @param scope {@code load} or {@code discovery}: where in a daemon's life it is seen
 * @param processKind which kind of daemon saw it
 * @param processHost where
 * @param occurrences how often
 * @param acknowledgement null while nobody has seen it, or once that expired
 */
public record RecordedWarning(String id, String subject, PluginWarning warning, String scope,
        String processKind, String processHost, int occurrences, Instant firstSeen, Instant lastSeen,
        @Nullable Acknowledgement acknowledgement) {
    /** Who has seen it; null while nobody did. */
    public @Nullable String acknowledgedBy() {
        return acknowledgement == null ? null : acknowledgement.by();
    }

    /**
     * That somebody has seen it.
     *
     * @param by the user's name
     * @param note possibly empty
     * @param at when
     * @param expiresAt when it counts as open again; null for good
     */
    public record Acknowledgement(String by, String note, Instant at, @Nullable Instant expiresAt) {
    }
}
