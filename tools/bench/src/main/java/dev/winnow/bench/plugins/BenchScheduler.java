package dev.winnow.bench.plugins;

import dev.winnow.bench.support.BenchDatabase;
import dev.winnow.db.Database;
import dev.winnow.db.plugin.PluginProbes;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.plugin.publish.GenerationRetention;
import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.embedded.Account;
import dev.winnow.scheduler.discovery.Discovery;
import dev.winnow.scheduler.discovery.local.LocalSource;
import dev.winnow.scheduler.lead.Leadership;
import dev.winnow.scheduler.lead.LeadershipListener;
import dev.winnow.scheduler.lead.LeaseTiming;
import dev.winnow.scheduler.lead.Term;
import dev.winnow.scheduler.publish.CurrentGeneration;
import dev.winnow.scheduler.publish.DiscoveryRecord;
import dev.winnow.scheduler.publish.Drafting;
import dev.winnow.scheduler.publish.Planner;
import dev.winnow.scheduler.publish.Publication;
import dev.winnow.scheduler.publish.Publishing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** A scheduler's look at one local folder: the real parts, without the screens and without the rest of its start. */
final class BenchScheduler implements AutoCloseable {
    private final Publishing publishing;
    private final Leadership leadership;
    private final Term term;

    private BenchScheduler(Publishing publishing, Leadership leadership, Term term) {
        this.publishing = publishing;
        this.leadership = leadership;
        this.term = term;
    }

    /** One that leads. */
    static BenchScheduler of(BenchDatabase database, Path folder) throws InterruptedException {
        Leadership leadership = new Leadership(database.as(Account.SCHEDULER, LeaderLease.class),
                database.as(Account.SCHEDULER, Database.class), LeaseTiming.DEFAULT, System::nanoTime);
        leadership.start(UUID.randomUUID().toString(), new Deaf());
        return new BenchScheduler(publishing(database, folder), leadership, leadership.awaitTerm(null));
    }

    private static Publishing publishing(BenchDatabase database, Path folder) {
        PluginStore store = database.as(Account.SCHEDULER, PluginStore.class);
        PluginPublisher publisher = database.as(Account.SCHEDULER, PluginPublisher.class);
        Drafting drafting = new Drafting(new Discovery(List.of(LocalSource.of(folder))), List.of(), store,
                () -> "bench", InstantSource.system());
        return new Publishing(drafting,
                new Planner(store, database.as(Account.SCHEDULER, PluginProbes.class),
                        database.as(Account.SCHEDULER, ProcessTable.class)),
                publisher, database.as(Account.SCHEDULER, GenerationRetention.class), new DiscoveryRecord(publisher,
                        store, database.as(Account.SCHEDULER, PluginWarnings.class), () -> "bench", "bench"),
                new CurrentGeneration());
    }

    /** What a start does with the folder. */
    Publication look() throws IOException {
        return publishing.atStart(term);
    }

    @Override
    public void close() {
        leadership.close();
        leadership.release();
    }

    private static final class Deaf implements LeadershipListener {
        @Override
        public void gained(Term term) {
            // Asked for by awaitTerm.
        }

        @Override
        public void lost(Term term) {
            // The next look fails.
        }
    }
}
