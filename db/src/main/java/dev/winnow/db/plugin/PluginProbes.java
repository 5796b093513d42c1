package dev.winnow.db.plugin;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Json;
import dev.winnow.db.Times;
import dev.winnow.db.plugin.ProbedContent.ProbedExtension;
import dev.winnow.plugin.registry.PluginWarning;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Results of trying plugins, by digest, so that unchanged content is not tried again. Written by the scheduler. */
@JdbcStore
public class PluginProbes {
    private final Database database;

    PluginProbes(Database database) {
        this.database = database;
    }

    /** The result for one content. */
    public Optional<ProbedContent> find(String digest) {
        return database.first("SELECT * FROM plugin_probe WHERE digest = ?", (row, i) -> read(row), digest);
    }

    /** The results that are there for these contents, by digest. */
    public Map<String, ProbedContent> find(Collection<String> digests) {
        Map<String, ProbedContent> found = new LinkedHashMap<>();
        for (String digest : digests) {
            find(digest).ifPresent(probed -> found.put(digest, probed));
        }
        return found;
    }

    /** Records a result, in place of an earlier one. */
    public void save(ProbedContent probed) {
        database.update("""
            INSERT INTO plugin_probe (digest, spi_version, passed, extensions, warnings, load_millis, probed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE spi_version = VALUES(spi_version), passed = VALUES(passed),
                extensions = VALUES(extensions), warnings = VALUES(warnings), load_millis = VALUES(load_millis),
                probed_at = VALUES(probed_at)""", probed.digest(), probed.spiVersion(), probed.passed(),
                Json.write(probed.extensions()), Json.write(probed.warnings()), probed.loadTime().toMillis(),
                Times.column(probed.probedAt()));
    }

    private static ProbedContent read(ResultSet row) throws SQLException {
        return new ProbedContent(row.getString("digest"), row.getString("spi_version"), row.getBoolean("passed"),
                Json.list(row.getString("extensions"), ProbedExtension.class),
                Json.list(row.getString("warnings"), PluginWarning.class),
                Duration.ofMillis(row.getLong("load_millis")), Times.instant(row, "probed_at"));
    }
}
