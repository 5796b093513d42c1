package dev.winnow.db.plugin.publish;

import dev.winnow.db.Database;
import dev.winnow.db.JdbcStore;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.process.LeaderLease;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Clears old generations away, and then the content that none names any more. Each step is a small transaction that
 * checks the leader's epoch: one who led before and wakes up deletes nothing from under the next leader's publish, and
 * nobody who stores or publishes is at work meanwhile.
 */
@JdbcStore
public class GenerationRetention {
    private static final int ALL = 1_000_000;

    private final Database database;
    private final LeaderLease lease;
    private final PluginStore store;
    private final OrphanCollector orphans;

    GenerationRetention(Database database, LeaderLease lease, PluginStore store) {
        this.database = database;
        this.lease = lease;
        this.store = store;
        this.orphans = new OrphanCollector(database, this::fenced);
    }

    /**
     * Clears, not while the same leader stores content. What is younger than a day is left: it may be on its way.
     *
     * @throws dev.winnow.db.process.LeadershipLostException if another scheduler leads; the rest is left to it
     */
    public Cleared clear(LeaderLease.Held leadership, RetentionPolicy policy) {
        List<Generation> all = store.latest(ALL);
        List<Long> outlived = policy.outlived(all, inUse(), database.now());
        for (long generation : outlived) {
            fenced(leadership, () -> database.update("DELETE FROM generation_plugin WHERE generation = ?", generation)
                    + database.update("DELETE FROM plugin_generation WHERE id = ?", generation));
        }
        int contents = orphans.collectContents(leadership);
        int chunks = orphans.collectBlobs(leadership);
        return new Cleared(outlived, contents, chunks, orphans.collectProbes(leadership, policy.age()));
    }

    /** Of a process that died lately the generation is kept, too: it may come back. */
    private Set<Long> inUse() {
        Set<Long> inUse = new HashSet<>(generations("SELECT DISTINCT generation FROM process"));
        inUse.addAll(generations("""
            SELECT DISTINCT generation FROM job WHERE state IN ('requested', 'queued', 'running', 'retrying')"""));
        return inUse;
    }

    private List<Long> generations(String sql) {
        return database.query(sql, (row, i) -> row.getLong(1));
    }

    private int fenced(LeaderLease.Held leadership, OrphanCollector.Step step) {
        return database.inTransaction(() -> {
            lease.check(leadership);
            return step.run();
        });
    }

    /**
     * What was deleted.
     *
     * @param generations their numbers
     * @param contents how many versions of plugins
     * @param chunks how many pieces of files, of at most 1 MiB
     * @param probes how many results of trying plugins
     */
    public record Cleared(List<Long> generations, int contents, int chunks, int probes) {
        public Cleared {
            generations = List.copyOf(generations);
        }

        /** Whether there was nothing to clear away. */
        public boolean isNothing() {
            return generations.isEmpty() && contents + chunks + probes == 0;
        }
    }
}
