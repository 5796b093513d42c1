package dev.winnow.web.api.json;

import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.web.service.WarningSubject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A warning on a plugin or a source, once for all processes that see it.
 *
 * @param id by which it is acknowledged
 * @param occurrences of all processes together
 * @param acknowledgedBy null while it counts
 * @param acknowledgedUntil null for good, or while it counts
 */
public record WarningJson(String id, String plugin, @Nullable String digest, String code, String message, String hint,
        @Nullable String file, @Nullable Integer line, int occurrences, Instant firstSeen, Instant lastSeen,
        @Nullable String acknowledgedBy, @Nullable String acknowledgedNote, @Nullable Instant acknowledgedAt,
        @Nullable Instant acknowledgedUntil, List<Sighting> processes) {
    public static WarningJson of(WarningSubject subject) {
        PluginWarning warning = subject.warning();
        RecordedWarning.Acknowledgement seen = subject.acknowledgement();
        return new WarningJson(subject.id(), warning.plugin(), warning.digest(), warning.code().code(),
                warning.message(), warning.hint(), warning.file(), warning.line() == 0 ? null : warning.line(),
                subject.occurrences(), subject.firstSeen(), subject.lastSeen(), seen == null ? null : seen.by(),
                seen == null ? null : seen.note(), seen == null ? null : seen.at(),
                seen == null ? null : seen.expiresAt(), subject.seenBy().stream().map(Sighting::of).toList());
    }

    /** A kind of process on a host that sees it; {@code scope} is {@code load} or {@code discovery}. */
    public record Sighting(String kind, String host, String scope, int occurrences, Instant firstSeen,
            Instant lastSeen) {
        static Sighting of(RecordedWarning recorded) {
            return new Sighting(recorded.processKind(), recorded.processHost(), recorded.scope(),
                    recorded.occurrences(), recorded.firstSeen(), recorded.lastSeen());
        }
    }
}
