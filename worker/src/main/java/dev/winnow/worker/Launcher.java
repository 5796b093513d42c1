package dev.winnow.worker;

import dev.winnow.daemon.exit.DaemonExit;
import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessRegistration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Brings the roles up and down. Up, on a thread of its own, so that health answers and a signal to stop is heard
 * meanwhile: waits for a settled scheduler, loads plugins, starts to claim. Down: stops claiming, drains, hands back.
 * Starts after everything else and so stops before it.
 */
final class Launcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
    private static final Duration STARTING_ENDS = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final PluginHost plugins;
    private final ProcessRegistration process;
    private final Supplier<List<Fetcher>> fetcherFactory;
    private final Helpers helpers;
    private final Drain drain;
    private final DaemonExit exit;
    /** Guarded by itself: started by the one thread, stopped by the other. */
    private final List<Fetcher> fetchers = new ArrayList<>();
    private volatile @Nullable Thread starting;
    private boolean stopped;

    Launcher(PluginHost plugins, ProcessRegistration process, Supplier<List<Fetcher>> fetcherFactory,
            Helpers helpers, Drain drain, DaemonExit exit) {
        this.plugins = plugins;
        this.process = process;
        this.fetcherFactory = fetcherFactory;
        this.helpers = helpers;
        this.drain = drain;
        this.exit = exit;
    }

    @Override
    public void start() {
        starting = Thread.ofPlatform().name("launcher").start(this::launch);
    }

    @Override
    public void stop() {
        try {
            endStarting();
            List<Fetcher> claiming;
            synchronized (fetchers) {
                stopped = true;
                claiming = List.copyOf(fetchers);
            }
            for (Fetcher fetcher : claiming) {
                fetcher.stop();
            }
            if (!claiming.isEmpty()) {
                sayFarewell();
                drain.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted while draining: jobs that still run are found by the ends of their leases.");
        } finally {
            helpers.close();
            starting = null;
        }
    }

    @Override
    public boolean isRunning() {
        return starting != null;
    }

    private void launch() {
        try {
            helpers.start();
            plugins.awaitSettledScheduler();
            plugins.load();
            helpers.announcement().announceChanges();
            synchronized (fetchers) {
                if (stopped) {
                    return;
                }
                fetchers.addAll(fetcherFactory.get());
                for (int i = 0; i < fetchers.size(); i++) {
                    fetchers.get(i).start("fetcher-" + (i + 1));
                }
            }
            process.state("ready");
            LOG.info("The worker claims jobs.");
        } catch (InterruptedException e) {
            LOG.info("Asked to stop while starting.");
        } catch (StartException e) {
            exit.exit(e.code(), e.getMessage() + ".");
        } catch (RuntimeException | Error e) {
            LOG.error("The worker could not start", e);
            exit.exit(ExitCode.FAILED, "The worker could not start (" + e + ").");
        }
    }

    /** A MySQL that is away, whether that was noticed or not, must not hold up those who wait for the end. */
    private void sayFarewell() throws InterruptedException {
        if (process.unreachableFor().isZero()) {
            Thread.ofPlatform().daemon().name("farewell").start(() -> {
                helpers.announcement().withdraw();
                process.state("draining");
            }).join(FAREWELL);
        }
    }

    private void endStarting() throws InterruptedException {
        Thread thread = starting;
        if (thread != null) {
            thread.interrupt();
            thread.join(STARTING_ENDS);
        }
    }
}
