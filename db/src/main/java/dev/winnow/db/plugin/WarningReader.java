package dev.winnow.db.plugin;

import dev.winnow.db.Database;
import dev.winnow.db.Times;
import dev.winnow.db.plugin.RecordedWarning.Acknowledgement;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads open warnings. */
final class WarningReader {
    private static final String OPEN = """
        SELECT w.*, a.acknowledged_by, a.note, a.acknowledged_at, a.expires_at FROM plugin_warning w
        LEFT JOIN warning_acknowledgement a ON a.subject = w.subject
            AND (a.expires_at IS NULL OR a.expires_at > UTC_TIMESTAMP(3))
        WHERE w.resolved_at IS NULL""";
    private static final Comparator<RecordedWarning> WORST_FIRST = Comparator
            .<RecordedWarning>comparingInt(recorded -> rank(recorded.warning().code()))
            .thenComparing(recorded -> recorded.warning().plugin())
            .thenComparing(recorded -> recorded.warning().code()).thenComparing(RecordedWarning::id);

    private WarningReader() {
    }

    static List<RecordedWarning> open(Database database, Optional<String> plugin) {
        List<RecordedWarning> warnings = plugin.isPresent()
                ? database.query(OPEN + " AND w.plugin = ?", (row, i) -> read(row), plugin.get())
                : database.query(OPEN, (row, i) -> read(row));
        return warnings.stream().sorted(WORST_FIRST).toList();
    }

    private static RecordedWarning read(ResultSet row) throws SQLException {
        PluginWarning warning = new PluginWarning(row.getString("plugin"), row.getString("digest"),
                code(row.getString("code")), row.getString("message"), row.getString("hint"), row.getString("file"),
                row.getInt("line"));
        return new RecordedWarning(row.getString("fingerprint"), row.getString("subject"), warning,
                row.getString("scope"), row.getString("process_kind"), row.getString("process_host"),
                row.getInt("occurrences"),
                Times.instant(row, "first_seen"), Times.instant(row, "last_seen"), acknowledgement(row));
    }

    private static @Nullable Acknowledgement acknowledgement(ResultSet row) throws SQLException {
        String by = row.getString("acknowledged_by");
        return by == null
                ? null
                : new Acknowledgement(by, row.getString("note"), Times.instant(row, "acknowledged_at"),
                        Times.instantOrNull(row, "expires_at"));
    }

    /** A code that a newer daemon wrote is shown as the plugin's own words. */
    private static WarningCode code(String text) {
        for (WarningCode code : WarningCode.values()) {
            if (code.code().equals(text)) {
                return code;
            }
        }
        return WarningCode.EMITTED;
    }

    /** 0 where something does not run, 1 where it may be another than expected, 2 for advice. */
    private static int rank(WarningCode code) {
        return switch (code) {
            case MANIFEST_UNREADABLE, HOST_VERSION, DEPENDENCY, CONTENT_REFUSED, CONTENT_UNSTABLE, CONTENT_UNREADABLE,
                    DIGEST_MISMATCH, SIGNATURE_WRONG, LOAD_FAILED, LOAD_TIMEOUT, LOAD_MISSING_CLASS, LOAD_SYNTAX,
                    LOAD_EXIT,
                    LOAD_PYTHON2, LOAD_EXHAUSTED, SAFE_MODE ->
                0;
            case NAME_TAKEN, SIGNATURE_MISSING, SIGNATURE_UNTRUSTED, VERSION_LOWERED, NOTHING_REGISTERED,
                    EXTENSION_REFUSED, DEFINITION_REFUSED, LOAD_PROCESS, LOAD_NETWORK,
                    LOAD_THREADS, MIGRATION_GAP, SOURCE_UNREACHABLE, SOURCE_GUARD ->
                1;
            case MANIFEST_UNKNOWN_KEY, MANIFEST_MISSING, MANIFEST_INCOMPLETE, SETTING_UNFIT, EMITTED, DEPRECATED_API,
                    PROBE_SKIPPED, PERMISSION,
                    SOURCE_NO_MARKER, SOURCE_DROPPED ->
                2;
        };
    }
}
