package dev.winnow.scheduler;

import dev.winnow.daemon.exit.DaemonExit;
import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.scheduler.lead.Crew;
import dev.winnow.scheduler.lead.LeaderWork;
import dev.winnow.scheduler.lead.Leadership;
import dev.winnow.scheduler.lead.LeadershipListener;
import dev.winnow.scheduler.lead.Term;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A scheduler's way: it asks for the lead; leading, it publishes; it is settled; it begins to dispatch, loads plugins,
 * declares schedules and fires them. Standing by, it loads plugins and waits for the lead.
 */
final class SchedulerLife implements SmartLifecycle, LeadershipListener, Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerLife.class);

    private final Leadership leadership;
    private final ProcessRegistration registration;
    private final PluginHost plugins;
    private final LeaderStart leaderStart;
    private final List<LeaderWork> dispatching;
    private final LeaderWork ticking;
    private final AtomicReference<@Nullable Crew> crew = new AtomicReference<>();
    private final DaemonExit exit;
    private volatile boolean settled;
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    /**
     * @param dispatching what a leader does from the moment it is settled
     * @param ticking what it does once schedules are declared
     */
    SchedulerLife(Leadership leadership, ProcessRegistration registration, PluginHost plugins,
            LeaderStart leaderStart, List<LeaderWork> dispatching, LeaderWork ticking, DaemonExit exit) {
        this.leadership = leadership;
        this.registration = registration;
        this.plugins = plugins;
        this.leaderStart = leaderStart;
        this.dispatching = List.copyOf(dispatching);
        this.ticking = ticking;
        this.exit = exit;
    }

    @Override
    public void start() {
        leadership.start(registration.id(), this);
        thread = Thread.ofPlatform().name("scheduler").start(this::live);
    }

    private void live() {
        try {
            Term term = leadership.awaitDecision().orElse(null);
            if (term != null) {
                leaderStart.publish(term);
            }
            registration.state("settled");
            settled = true;
            Crew first = term == null ? null : lead(term);
            plugins.load();
            while (true) {
                if (term != null && first != null) {
                    leaderStart.declare(term, plugins.registry());
                    first.start(List.of(ticking));
                }
                term = leadership.awaitTerm(term);
                leaderStart.publish(term);
                first = lead(term);
            }
        } catch (InterruptedException e) {
            LOG.debug("The scheduler stops.");
        } catch (RuntimeException | Error e) {
            settled = false;
            if (!stopping) {
                LOG.error("The scheduler cannot go on.", e);
                exit.exit(StartException.in(e).map(StartException::code).orElse(ExitCode.FAILED),
                        "The scheduler cannot go on: " + e.getMessage());
            }
        }
    }

    private Crew lead(Term term) {
        Crew hired = new Crew(term);
        crew.set(hired);
        hired.start(dispatching);
        return hired;
    }

    @Override
    public void gained(Term term) {
        registration.leading(true);
    }

    @Override
    public void lost(Term term) {
        Crew working = crew.get();
        if (working != null) {
            working.interrupt();
        }
        registration.leading(false);
    }

    @Override
    public void stop() {
        Thread living = thread;
        stopping = true;
        leadership.close();
        if (living != null) {
            living.interrupt();
            join(living);
        }
        stopCrew();
        leadership.release();
        thread = null;
    }

    private void stopCrew() {
        Crew working = crew.get();
        if (working != null) {
            working.interrupt();
            try {
                working.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void join(Thread living) {
        try {
            // A plugin that is being loaded may take its time; it holds nothing that must be given back.
            living.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public boolean isReady() {
        return settled && isRunning();
    }

    @Override
    public String reason() {
        if (!settled) {
            return "has not looked at the plugin sources yet";
        }
        return leadership.term().isPresent() ? "leading" : "standing by";
    }
}
