package dev.winnow.web.api.json;

import dev.winnow.db.plugin.RecordedWarning;
import dev.winnow.plugin.registry.PluginWarning;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A warning on a plugin or a source. */
public record WarningJson(String id, String plugin, @Nullable String digest, String code, String message, String hint,
        @Nullable String file, @Nullable Integer line, String process, String host, int occurrences, Instant firstSeen,
        Instant lastSeen, @Nullable String acknowledgedBy) {
    public static WarningJson of(RecordedWarning recorded) {
        PluginWarning warning = recorded.warning();
        return new WarningJson(recorded.id(), warning.plugin(), warning.digest(), warning.code().code(),
                warning.message(), warning.hint(), warning.file(), warning.line() == 0 ? null : warning.line(),
                recorded.processKind(), recorded.processHost(), recorded.occurrences(), recorded.firstSeen(),
                recorded.lastSeen(), recorded.acknowledgedBy());
    }
}
