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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results of trying plugins, by digest, so that unchanged content is not tried again. Written by the scheduler. */
@JdbcStore
public class PluginProbes {
    private static final int AT_ONCE = 500;

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
        List<String> wanted = digests.stream().distinct().toList();
        for (int from = 0; from < wanted.size(); from += AT_ONCE) {
            List<String> some = wanted.subList(from, Math.min(from + AT_ONCE, wanted.size()));
            database.query("SELECT * FROM plugin_probe WHERE digest IN (" + Database.placeholders(some.size()) + ")",
                    (row, i) -> read(row), some.toArray()).forEach(probed -> found.put(probed.digest(), probed));
        }
        return found;
    }

    /** Records a result, in place of an earlier one. */
    public void save(ProbedContent probed) {
        database.update("""
            INSERT INTO plugin_probe (digest, spi_version, passed, extensions, warnings, load_millis, tries, probed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE spi_version = VALUES(spi_version), passed = VALUES(passed),
                extensions = VALUES(extensions), warnings = VALUES(warnings), load_millis = VALUES(load_millis),
                tries = VALUES(tries), probed_at = VALUES(probed_at)""", probed.digest(), probed.spiVersion(),
                probed.passed(),
                Json.write(probed.extensions()), Json.write(probed.warnings()), probed.loadTime().toMillis(),
                probed.tries(),
                Times.column(probed.probedAt()));
    }

    private static ProbedContent read(ResultSet row) throws SQLException {
        return new ProbedContent(row.getString("digest"), row.getString("spi_version"), row.getBoolean("passed"),
                Json.list(row.getString("extensions"), ProbedExtension.class),
                Json.list(row.getString("warnings"), PluginWarning.class),
                Duration.ofMillis(row.getLong("load_millis")), row.getInt("tries"), Times.instant(row, "probed_at"));
    }
}
