package dev.winnow.db.plugin.publish;

import dev.winnow.db.Database;
import dev.winnow.db.process.LeaderLease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Deletes plugin content that nothing names, a little at a time. */
final class OrphanCollector {
    /** At most so many MiB in one transaction. */
    private static final int CHUNKS = 16;

    private static final String CONTENTS = """
        SELECT c.digest FROM plugin_content c WHERE c.created_at < UTC_TIMESTAMP(3) - INTERVAL 1 DAY
            AND NOT EXISTS (SELECT 1 FROM generation_plugin g WHERE g.digest = c.digest)""";
    private static final String BLOBS = """
        SELECT b.sha256, COUNT(*) AS chunks FROM plugin_blob b
        WHERE NOT EXISTS (SELECT 1 FROM plugin_file f WHERE f.sha256 = b.sha256)
        GROUP BY b.sha256 HAVING MAX(b.created_at) < UTC_TIMESTAMP(3) - INTERVAL 1 DAY""";
    private static final String DELETE_CONTENT = """
        DELETE FROM plugin_content WHERE digest = ?
            AND NOT EXISTS (SELECT 1 FROM generation_plugin g WHERE g.digest = plugin_content.digest)""";
    private static final String DELETE_CHUNKS = """
        DELETE FROM plugin_blob WHERE sha256 IN (%s)
            AND NOT EXISTS (SELECT 1 FROM plugin_file f WHERE f.sha256 = plugin_blob.sha256)
        ORDER BY sha256, chunk DESC LIMIT\s""" + CHUNKS;

    private final Database database;
    private final Fence fence;

    OrphanCollector(Database database, Fence fence) {
        this.database = database;
        this.fence = fence;
    }

    /** Versions of plugins: the content row and its files, together. */
    int collectContents(LeaderLease.Held leadership) {
        int deleted = 0;
        for (String digest : texts(CONTENTS)) {
            deleted += fence.within(leadership, () -> {
                int gone = database.update(DELETE_CONTENT, digest);
                if (gone > 0) {
                    database.update("DELETE FROM plugin_file WHERE digest = ?", digest);
                }
                return gone;
            });
        }
        return deleted;
    }

    /** Bytes that no file names. */
    int collectBlobs(LeaderLease.Held leadership) {
        List<Blob> blobs = database.query(BLOBS, (row, i) -> new Blob(Objects.requireNonNull(row.getString("sha256")),
                row.getInt("chunks")));
        List<String> batch = new ArrayList<>();
        int chunks = 0;
        int deleted = 0;
        for (Blob blob : blobs) {
            if (chunks + blob.chunks() > CHUNKS) {
                deleted += delete(leadership, batch);
                batch.clear();
                chunks = 0;
            }
            batch.add(blob.sha256());
            chunks += blob.chunks();
        }
        return deleted + delete(leadership, batch);
    }

    private int delete(LeaderLease.Held leadership, List<String> blobs) {
        if (blobs.isEmpty()) {
            return 0;
        }
        String sql = DELETE_CHUNKS.formatted(Database.placeholders(blobs.size()));
        Object[] names = blobs.toArray();
        int deleted = 0;
        int gone;
        do {
            gone = fence.within(leadership, () -> database.update(sql, names));
            deleted += gone;
        } while (gone == CHUNKS);
        return deleted;
    }

    /** Results of trying what was never published, or is published no more. */
    int collectProbes(LeaderLease.Held leadership, Duration age) {
        return fence.within(leadership, () -> database.update("""
            DELETE FROM plugin_probe WHERE probed_at < UTC_TIMESTAMP(3) - INTERVAL ? SECOND
                AND NOT EXISTS (SELECT 1 FROM plugin_content c WHERE c.digest = plugin_probe.digest)""",
                age.toSeconds()));
    }

    private List<String> texts(String sql) {
        return database.query(sql, (row, i) -> Objects.requireNonNull(row.getString(1)));
    }

    /** Runs a step in a transaction in which nobody else leads. */
    @FunctionalInterface
    interface Fence {
        int within(LeaderLease.Held leadership, Step step);
    }

    /** Deletes; returns how many rows. */
    @FunctionalInterface
    interface Step {
        int run();
    }

    private record Blob(String sha256, int chunks) {
    }
}
