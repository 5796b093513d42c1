package dev.winnow.scheduler;

import dev.winnow.db.Database;
import dev.winnow.db.DatabaseConfiguration;
import dev.winnow.db.DatabaseSettings;
import dev.winnow.db.plugin.PluginProbes;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.db.plugin.publish.GenerationRetention;
import dev.winnow.db.plugin.publish.PluginPublisher;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.process.LeadershipLostException;
import dev.winnow.db.process.ProcessTable;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * A scheduler that does nothing but wait for the lead, publish and stop: the same parts as the whole one's, up in a second.
 * It says on its standard output how far it is.
 */
final class LeanScheduler {
    private LeanScheduler() {
    }

    /**
     * Host, port, database, password, folder, the lease's term in milliseconds, and {@code stays} or {@code ends}: whether
     * it keeps the lead until it is killed once it has published.
     */
    public static void main(String[] args) throws Exception {
        DatabaseSettings settings = new DatabaseSettings(args[0], Integer.parseInt(args[1]), args[2],
                "winnow_scheduler", args[3], "disabled");
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(DatabaseSettings.class, () -> settings);
            context.register(DatabaseConfiguration.class);
            context.refresh();
            run(context, Path.of(args[4]), Duration.ofMillis(Long.parseLong(args[5])), args[6].equals("stays"));
        }
    }

    private static void run(AnnotationConfigApplicationContext context, Path folder, Duration lease,
            boolean stays) throws Exception {
        Publishing publishing = publishing(context, folder);
        Leadership leadership = new Leadership(context.getBean(LeaderLease.class), context.getBean(Database.class),
                new LeaseTiming(lease, lease.dividedBy(3), Duration.ofMillis(100)), System::nanoTime);
        leadership.start(UUID.randomUUID().toString(), new Deaf());
        AtomicBoolean done = new AtomicBoolean();
        Term term = null;
        while (!done.get()) {
            term = leadership.awaitTerm(term);
            System.out.println("leads");
            Term current = term;
            LeaderStart.attempt(term, "Publishing plugins", "", () -> {
                publish(publishing, current);
                done.set(true);
            });
        }
        if (stays) {
            new CountDownLatch(1).await();
        }
        leadership.close();
        leadership.release();
    }

    private static void publish(Publishing publishing, Term term) throws Exception {
        try {
            System.out.println(publishing.atStart(term) instanceof Publication.Published published
                    ? "published " + published.generation().id()
                    : "nothing");
        } catch (LeadershipLostException e) {
            System.out.println("lost");
            throw e;
        }
    }

    private static Publishing publishing(AnnotationConfigApplicationContext context, Path folder) {
        PluginStore store = context.getBean(PluginStore.class);
        PluginPublisher publisher = context.getBean(PluginPublisher.class);
        Drafting drafting = new Drafting(new Discovery(List.of(LocalSource.of(folder))), List.of(), store,
                () -> "test", InstantSource.system());
        return new Publishing(drafting, new Planner(store, context.getBean(PluginProbes.class), context.getBean(
                ProcessTable.class)), publisher, context.getBean(GenerationRetention.class),
                new DiscoveryRecord(publisher, store, context.getBean(PluginWarnings.class), () -> "test", "host"),
                new CurrentGeneration());
    }

    private static final class Deaf implements LeadershipListener {
        @Override
        public void gained(Term term) {
            // Asked for by awaitTerm.
        }

        @Override
        public void lost(Term term) {
            System.out.println("deposed");
        }
    }
}
