package dev.winnow.db.plugin.publish;

import dev.winnow.db.Database;
import dev.winnow.db.process.LeaderLease;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the rows of generations, within a transaction that holds the leader's lease. */
final class GenerationWriter {
    private final Database database;
    private final Wholeness wholeness;

    GenerationWriter(Database database) {
        this.database = database;
        this.wholeness = new Wholeness(database);
    }

    long next() {
        return database.number("SELECT MAX(id) FROM plugin_generation") + 1;
    }

    void writePlugins(long generation, List<PluginEntry> plugins) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (PluginEntry plugin : plugins) {
            rows.add(new @Nullable Object[]{generation, plugin.name(), plugin.digest(),
                    plugin.state().name().toLowerCase(Locale.ROOT), plugin.source(), plugin.sourceLocation()});
        }
        database.batch("""
            INSERT INTO generation_plugin (generation, name, digest, state, source, source_location)
            VALUES (?, ?, ?, ?, ?, ?)""", rows);
    }

    void copyPlugins(long generation, long from) {
        database.update("""
            INSERT INTO generation_plugin (generation, name, digest, state, source, source_location)
            SELECT ?, name, digest, state, source, source_location FROM generation_plugin WHERE generation = ?""",
                generation, from);
    }

    /** The last row of all: it makes the generation current when the transaction commits. */
    void writeGeneration(long generation, LeaderLease.Held leadership, String contentDigest,
            @Nullable Long rolledBackTo) {
        database.update("""
            INSERT INTO plugin_generation (id, epoch, reason, rolled_back_to, content_digest, published_by,
                created_at)
            VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))""", generation, leadership.epoch(),
                rolledBackTo == null ? "publish" : "rollback", rolledBackTo, contentDigest, leadership.owner());
    }

    /**
     * Refuses a generation that names bytes which are not there; but what the one before lacks already is no reason to
     * hold all others back.
     */
    void requireContents(long generation) {
        List<Wholeness.Named> gaps = new ArrayList<>(wholeness.gaps(generation));
        if (!gaps.isEmpty()) {
            gaps.removeAll(wholeness.gaps(generation - 1));
        }
        if (!gaps.isEmpty()) {
            throw new IllegalStateException("the content of "
                    + String.join(", ", gaps.stream().map(Wholeness.Named::name).toList())
                    + " is not in MySQL, so nothing was published; 'winnow plugins publish' stores it again if a source"
                    + " still holds it");
        }
    }
}
