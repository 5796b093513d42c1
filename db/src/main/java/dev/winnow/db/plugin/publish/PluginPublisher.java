package dev.winnow.db.plugin.publish;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.Texts;
import dev.winnow.db.Times;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.SourceStatus;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.plugin.bundle.PluginContent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes plugin content and generations, under the leader's epoch. */
@JdbcStore
public class PluginPublisher {
    private final Database database;
    private final LeaderLease lease;
    private final PluginStore store;
    private final ContentWriter contents;
    private final Wholeness wholeness;
    private final GenerationWriter generations;

    PluginPublisher(Database database, LeaderLease lease, PluginStore store) {
        this.database = database;
        this.lease = lease;
        this.store = store;
        this.contents = new ContentWriter(database, lease);
        this.wholeness = new Wholeness(database);
        this.generations = new GenerationWriter(database);
    }

    /**
     * Writes blobs, files and the content row of a plugin, each only where it is not there yet; what is there and has
     * gaps is filled. Streams.
     *
     * @throws dev.winnow.db.process.LeadershipLostException if another scheduler leads; bytes may have been written
     * @throws IllegalStateException if a file changed since the content was read; nothing of it can be published then
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public void store(LeaderLease.Held leadership, PluginContent content) {
        contents.write(leadership, content);
    }

    /** The digests that a generation names and of which something is missing, as after a partial restore. */
    public Set<String> gaps(long generation) {
        return wholeness.gaps(generation).stream().map(Wholeness.Named::digest).collect(Collectors.toSet());
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
