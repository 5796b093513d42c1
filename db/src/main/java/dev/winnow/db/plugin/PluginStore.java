package dev.winnow.db.plugin;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Times;
import dev.winnow.plugin.bundle.ContentFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is published, for readers: whole generations only. */
@JdbcStore
public class PluginStore {
    private final Database database;
    private final GenerationReader generations;

    PluginStore(Database database) {
        this.database = database;
        this.generations = new GenerationReader(database);
    }

    /** The current generation: the highest committed one. */
    public Optional<Generation> current() {
        return generations.current();
    }

    /** An earlier one. */
    public Optional<Generation> find(long generation) {
        return generations.find(generation);
    }

    /** The latest one that is kept of those before this. */
    public Optional<Generation> before(long generation) {
        return generations.before(generation);
    }

    /** The latest ones, newest first, without plugins. */
    public List<Generation> latest(int limit) {
        return generations.latest(limit);
    }

    /** The digests of all content that any kept generation names. */
    public Set<String> keptDigests() {
        return Set.copyOf(database.query("SELECT DISTINCT digest FROM generation_plugin WHERE digest IS NOT NULL",
                (row, i) -> row.getString(1)));
    }

    /** The files of a plugin's content, sorted by path; none where it is not there any more. */
    public List<ContentFile> files(String digest) {
        return database.query("SELECT path, sha256, size FROM plugin_file WHERE digest = ? ORDER BY path",
                (row, i) -> new ContentFile(row.getString("path"), row.getString("sha256"), row.getLong("size")),
                digest);
    }

    /** The id of the key that signed a plugin's content, trusted or not; empty where nobody did. */
    public Optional<String> signer(String digest) {
        return database.query("SELECT signed_by FROM plugin_content WHERE digest = ? AND signed_by IS NOT NULL",
                (row, i) -> row.getString("signed_by"), digest).stream().findFirst();
    }

    /**
     * Streams a blob into a file, chunk by chunk. The caller verifies what arrived.
     *
     * @throws IllegalStateException if there is no such blob
     * @throws UncheckedIOException if the file cannot be written
     */
    public void fetch(String sha256, Path target) {
        int[] chunks = {0};
        try (OutputStream out = Files.newOutputStream(target)) {
            database.stream("SELECT bytes FROM plugin_blob WHERE sha256 = ? ORDER BY chunk", row -> {
                append(row, out);
                chunks[0]++;
            }, sha256);
        } catch (IOException e) {
            throw new UncheckedIOException("plugin file " + target + " cannot be written: " + e.getMessage(), e);
        }
        if (chunks[0] == 0) {
            throw new IllegalStateException("the published bytes " + sha256 + " for " + target
                    + " are not in MySQL: if the generation is not the current one, it was cleared away meanwhile, and"
                    + " a restart of this daemon loads the current one; else a restart of the scheduler stores again"
                    + " what its sources still hold");
        }
    }

    /** The sources as the scheduler last saw them. */
    public List<SourceStatus> sources() {
        return database.query("SELECT * FROM plugin_source ORDER BY name",
                (row, i) -> new SourceStatus(row.getString("name"), row.getString("location"),
                        row.getBoolean("marker_seen"), Times.instant(row, "last_scan_at"),
                        Times.instantOrNull(row, "last_ok_at"), row.getString("problem"), row.getBoolean("guarded"),
                        row.getString("guarded_digest")));
    }

    /** Counts of open, unacknowledged warnings by plugin; what several processes see counts once. */
    public Map<String, Integer> warningCounts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        database.query("""
            SELECT w.plugin, COUNT(DISTINCT w.subject) AS warnings FROM plugin_warning w
            LEFT JOIN warning_acknowledgement a ON a.subject = w.subject
                AND (a.expires_at IS NULL OR a.expires_at > UTC_TIMESTAMP(3))
            WHERE w.resolved_at IS NULL AND a.subject IS NULL GROUP BY w.plugin ORDER BY w.plugin""",
                (row, i) -> counts.put(row.getString("plugin"), row.getInt("warnings")));
        return counts;
    }

    /** Counts of open, unacknowledged warnings by code; what several processes see counts once. */
    public Map<String, Integer> warningCountsByCode() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        database.query("""
            SELECT w.code, COUNT(DISTINCT w.subject) AS warnings FROM plugin_warning w
            LEFT JOIN warning_acknowledgement a ON a.subject = w.subject
                AND (a.expires_at IS NULL OR a.expires_at > UTC_TIMESTAMP(3))
            WHERE w.resolved_at IS NULL AND a.subject IS NULL GROUP BY w.code ORDER BY w.code""",
                (row, i) -> counts.put(row.getString("code"), row.getInt("warnings")));
        return counts;
    }

    /** Who signed which content of a generation: key ids by digest, without contents that nobody signed. */
    public Map<String, String> signers(long generation) {
        Map<String, String> signers = new LinkedHashMap<>();
        database.query("""
            SELECT c.digest, c.signed_by FROM generation_plugin g JOIN plugin_content c ON c.digest = g.digest
            WHERE g.generation = ? AND c.signed_by IS NOT NULL ORDER BY c.digest""",
                (row, i) -> signers.put(row.getString("digest"), row.getString("signed_by")), generation);
        return signers;
    }

    private static void append(ResultSet row, OutputStream out) throws SQLException {
        try (InputStream bytes = row.getBinaryStream("bytes")) {
            bytes.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("plugin file cannot be written: " + e.getMessage(), e);
        }
    }
}
