package dev.winnow.db.plugin.publish;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Json;
import dev.winnow.db.Texts;
import dev.winnow.db.Times;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.signature.SignatureCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes plugin content and generations, under the leader's epoch. */
@JdbcStore
public class PluginPublisher {
    private final Database database;
    private final LeaderLease lease;
    private final PluginStore store;
    private final BlobWriter blobs;
    private final GenerationWriter generations;

    PluginPublisher(Database database, LeaderLease lease, PluginStore store) {
        this.database = database;
        this.lease = lease;
        this.store = store;
        this.blobs = new BlobWriter(database);
        this.generations = new GenerationWriter(database);
    }

    /**
     * Writes blobs, files and the content row of a plugin, each only where it is not there yet. Streams.
     *
     * @throws IllegalStateException if a file changed since the content was read; nothing of it can be published then
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public void store(PluginContent content) {
        // The content row is written last: where it is, everything is.
        if (database.number("SELECT COUNT(*) FROM plugin_content WHERE digest = ?", content.digest()) > 0) {
            return;
        }
        content.files().forEach(file -> blobs.write(content, file));
        String signer = SignatureCheck.signer(content).orElse(null);
        database.doInTransaction(() -> {
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (ContentFile file : content.files()) {
                rows.add(new @Nullable Object[]{content.digest(), Texts.sha256(List.of(file.path())), file.path(),
                        file.sha256(), file.size()});
            }
            database.batch(
                    "INSERT IGNORE INTO plugin_file (digest, path_hash, path, sha256, size) VALUES (?, ?, ?, ?, ?)",
                    rows);
            database.update("""
                INSERT IGNORE INTO plugin_content (digest, name, version, language, manifest, size, files,
                    signed_by, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))""", content.digest(), content.name(),
                    content.manifest().version(), content.manifest().language().name().toLowerCase(Locale.ROOT),
                    Json.write(content.manifest()), content.size(), content.files().size(), signer);
        });
    }

    /**
     * Makes a generation of these current, in one transaction that checks the leader's epoch. Always a new one: whether
     * anything changed is told by {@link ContentDigest}.
     *
     * @throws dev.winnow.db.process.LeadershipLostException if another scheduler leads; nothing is published
     * @throws IllegalStateException if a digest's content was not stored; nothing is published
     */
    public Generation publish(LeaderLease.Held leadership, List<PluginEntry> plugins) {
        return write(leadership, null, ContentDigest.of(plugins), id -> generations.writePlugins(id, plugins));
    }

    /**
     * Makes a generation current that names an older one's content.
     *
     * @throws IllegalArgumentException if there is no such generation
     */
    public Generation rollback(LeaderLease.Held leadership, long generation) {
        Generation older = store.find(generation).orElseThrow(() -> new IllegalArgumentException(
                "there is no generation " + generation + " to go back to"));
        return write(leadership, generation, older.contentDigest(), id -> generations.copyPlugins(id, generation));
    }

    /** Records how a source stands. */
    public void recordSource(SourceStatus status) {
        String problem = status.problem();
        database.update("""
            INSERT INTO plugin_source (name, location, marker_seen, last_scan_at, last_ok_at, problem, guarded,
                guarded_digest)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE location = VALUES(location), marker_seen = VALUES(marker_seen),
                last_scan_at = VALUES(last_scan_at), last_ok_at = VALUES(last_ok_at), problem = VALUES(problem),
                guarded = VALUES(guarded), guarded_digest = VALUES(guarded_digest)""", status.name(),
                Texts.cut(status.location(), 1024), status.markerSeen(), status.lastScanAt(),
                Times.columnOrNull(status.lastOkAt()), problem == null ? null : Texts.cutBytes(problem, 60_000),
                status.guarded(), status.guardedDigest());
    }

    /** Forgets a source that is configured no more. */
    public void forgetSource(String name) {
        database.update("DELETE FROM plugin_source WHERE name = ?", name);
    }

    /**
     * Deletes blobs, files and contents that no generation names and that are older than a day; returns how many. To be
     * called by the leader, not while it stores content.
     */
    public int collectOrphans() {
        return database.inTransaction(() -> database.update("""
            DELETE FROM plugin_content WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL 1 DAY
                AND NOT EXISTS (SELECT 1 FROM generation_plugin g WHERE g.digest = plugin_content.digest)""")
                + database.update("""
                    DELETE FROM plugin_file
                    WHERE NOT EXISTS (SELECT 1 FROM plugin_content c WHERE c.digest = plugin_file.digest)""")
                + database.update("""
                    DELETE FROM plugin_blob WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL 1 DAY
                        AND NOT EXISTS (SELECT 1 FROM plugin_file f WHERE f.sha256 = plugin_blob.sha256)"""));
    }

    private Generation write(LeaderLease.Held leadership, @Nullable Long rolledBackTo, String contentDigest,
            PluginRows rows) {
        long id = database.inTransaction(() -> {
            lease.check(leadership);
            long next = generations.next();
            rows.write(next);
            generations.requireContents(next);
            generations.writeGeneration(next, leadership, contentDigest, rolledBackTo);
            return next;
        });
        return store.find(id).orElseThrow();
    }

    /** Writes the plugin rows of a generation. */
    @FunctionalInterface
    private interface PluginRows {
        void write(long generation);
    }
}
