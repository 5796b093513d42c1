package dev.winnow.web.service;

import dev.winnow.db.plugin.PluginWarnings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What is wrong with plugins and sources, and who has seen it. */
@Service
public class WarningService {
    private static final int LONGEST_NOTE = 1000;
    private static final String SOURCE = "source:";

    private final PluginWarnings warnings;
    private final PluginService plugins;
    private final Audit audit;
    private final InstantSource clock;

    WarningService(PluginWarnings warnings, PluginService plugins, Audit audit, InstantSource clock) {
        this.warnings = warnings;
        this.plugins = plugins;
        this.audit = audit;
        this.clock = clock;
    }

    /** All open warnings, worst first. */
    public List<WarningSubject> all() {
        return WarningSubject.of(warnings.open());
    }

    /** Open warnings on a plugin, worst first; {@code source:NAME} for a source. */
    public List<WarningSubject> of(String plugin) {
        List<WarningSubject> open = WarningSubject.of(warnings.open(plugin));
        if (open.isEmpty() && !plugin.startsWith(SOURCE)) {
            plugins.get(plugin);
        }
        return open;
    }

    /**
     * Says that somebody has seen a warning: it no longer counts, for all processes that see it.
     *
     * @param expiresAt when it counts again; null for good
     */
    public void acknowledge(Actor actor, String plugin, String id, String note, @Nullable Instant expiresAt) {
        if (note.length() > LONGEST_NOTE) {
            throw RefusedException.invalid("note", "'note' must have at most " + LONGEST_NOTE + " characters");
        }
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw RefusedException.invalid("expiresAt", "'expiresAt' must be in the future, got " + expiresAt);
        }
        String subject = subject(plugin, id);
        warnings.acknowledge(subject, actor.name(), note, expiresAt);
        Map<String, Object> detail = new LinkedHashMap<>(Map.of("warning", subject, "note", note));
        if (expiresAt != null) {
            detail.put("expiresAt", expiresAt.toString());
        }
        audit.record(actor, "plugin.warning.acknowledge", "plugin:" + plugin, detail);
    }

    /** Takes that back: it counts again. */
    public void withdraw(Actor actor, String plugin, String id) {
        String subject = subject(plugin, id);
        if (!warnings.withdraw(subject)) {
            throw RefusedException.conflict("The warning '" + Shown.of(id) + "' on '" + Shown.of(plugin)
                    + "' is not acknowledged: there is nothing to take back.");
        }
        audit.record(actor, "plugin.warning.withdraw", "plugin:" + plugin, Map.of("warning", subject));
    }

    private String subject(String plugin, String id) {
        return warnings.open(plugin).stream().filter(warning -> warning.subject().equals(id) || warning.id().equals(id))
                .findFirst().orElseThrow(() -> RefusedException.notFound("There is no open warning '" + Shown.of(id)
                        + "' on '" + Shown.of(plugin) + "': it may have been resolved by a restart."))
                .subject();
    }
}
