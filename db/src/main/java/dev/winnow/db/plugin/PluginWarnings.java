package dev.winnow.db.plugin;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Texts;
import dev.winnow.db.Times;
import dev.winnow.plugin.registry.PluginWarning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Warnings on record: each daemon writes those that it sees. A warning's subject is what it says of which plugin; each
 * process that sees it has a row of its own. An acknowledgement is of the subject, so it holds for all processes.
 */
@JdbcStore
public class PluginWarnings {
    private static final String SAVE = """
        INSERT INTO plugin_warning (fingerprint, subject, scope, plugin, digest, code, process_kind, process_host,
            file, line, message, hint, occurrences, first_seen, last_seen, resolved_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, NULL)
        ON DUPLICATE KEY UPDATE digest = VALUES(digest), hint = VALUES(hint), occurrences = occurrences + 1,
            last_seen = VALUES(last_seen), resolved_at = NULL""";
    private static final String RESOLVE = """
        UPDATE plugin_warning SET resolved_at = ?
        WHERE process_kind = ? AND process_host = ? AND scope = ? AND resolved_at IS NULL AND last_seen < ?""";
    /** What a host saw that no longer runs such a daemon, for example a container that was replaced. */
    private static final String RESOLVE_GONE = """
        UPDATE plugin_warning SET resolved_at = ?
        WHERE process_kind = ? AND process_host <> ? AND scope = ? AND resolved_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM process p WHERE p.kind = plugin_warning.process_kind
                AND p.host = plugin_warning.process_host
                AND p.heartbeat_at > UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE)""";

    private final Database database;

    PluginWarnings(Database database) {
        this.database = database;
    }

    /**
     * Records what one kind of daemon on one host sees now; those it saw before and does not see now are resolved.
     *
     * @param scope {@code load} or {@code discovery}: only warnings of the same scope are resolved
     */
    public void replace(String processKind, String host, String scope, Collection<PluginWarning> warnings) {
        database.doInTransaction(() -> {
            Instant now = database.now();
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (PluginWarning warning : warnings) {
                rows.add(row(warning, processKind, host, scope, now));
            }
            database.batch(SAVE, rows);
            database.update(RESOLVE, now, processKind, host, scope, now);
            database.update(RESOLVE_GONE, now, processKind, host, scope);
        });
    }

    /** Open warnings on a plugin, worst first; {@code source:<name>} for a source. */
    public List<RecordedWarning> open(String plugin) {
        return WarningReader.open(database, Optional.of(plugin));
    }

    /** All open warnings. */
    public List<RecordedWarning> open() {
        return WarningReader.open(database, Optional.empty());
    }

    /**
     * Says that an operator has seen it; by the interface server. False if there is no such warning.
     *
     * @param id a warning's id or subject
     */
    public boolean acknowledge(String id, String user, String note, @Nullable Instant expiresAt) {
        return database.update("""
            INSERT INTO warning_acknowledgement (subject, acknowledged_by, note, acknowledged_at, expires_at)
            SELECT subject, ?, ?, UTC_TIMESTAMP(3), ? FROM plugin_warning WHERE fingerprint = ? OR subject = ?
            ON DUPLICATE KEY UPDATE acknowledged_by = VALUES(acknowledged_by), note = VALUES(note),
                acknowledged_at = VALUES(acknowledged_at), expires_at = VALUES(expires_at)""",
                Texts.cut(user, 190), Texts.cut(note, 1000), Times.columnOrNull(expiresAt), id,
                id) > 0;
    }

    /** Takes an acknowledgement back; false if there was none. */
    public boolean withdraw(String subject) {
        return database.update("DELETE FROM warning_acknowledgement WHERE subject = ?", subject) > 0;
    }

    private static @Nullable Object[] row(PluginWarning warning, String kind, String host, String scope, Instant now) {
        String place = String.valueOf(warning.file()) + ":" + warning.line();
        String subject = Texts.sha256(List.of(warning.plugin(), warning.code().code(), place, warning.message()));
        String fingerprint = Texts.sha256(List.of(subject, kind, host, scope));
        String file = warning.file();
        return new @Nullable Object[]{fingerprint, subject, scope, Texts.cut(warning.plugin(), 120), warning.digest(),
                warning.code().code(), kind, Texts.cut(host, 255), file == null ? null : Texts.cut(file, 1024),
                warning.line(), Texts.cutBytes(warning.message(), 60_000), Texts.cutBytes(warning.hint(), 60_000),
                Times.column(now), Times.column(now)};
    }
}
