package dev.winnow.daemon.service;

import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Keeps the service manager informed: once that the daemon is ready, how it stands whenever that changes, and a sign of
 * life while its loops go round. When one stands still the signs stop, and the service manager restarts the daemon.
 */
final class ServiceNotices implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceNotices.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ServiceManager manager;
    private final @Nullable Watchdog watchdog;
    private final Readiness readiness;
    private final List<Progress> loops;
    private final Supplier<String> loaded;
    private final Duration stopping;
    private final LongSupplier nanoTime;
    private volatile @Nullable ScheduledExecutorService thread;
    private boolean toldReady;
    private boolean toldHung;
    private String lastStatus = "";
    private long nextSign;

    /**
     * @param loaded what is loaded, in a few words
     * @param stopping how long a stop may take
     * @param nanoTime as {@link System#nanoTime}
     */
    ServiceNotices(ServiceManager manager, @Nullable Watchdog watchdog, Readiness readiness, List<Progress> loops,
            Supplier<String> loaded, Duration stopping, LongSupplier nanoTime) {
        this.manager = manager;
        this.watchdog = watchdog;
        this.readiness = readiness;
        this.loops = List.copyOf(loops);
        this.loaded = loaded;
        this.stopping = stopping;
        this.nanoTime = nanoTime;
        this.nextSign = nanoTime.getAsLong();
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("service-notices").factory());
        thread = started;
        started.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Comes before anything else stops. */
    @Override
    public void onApplicationEvent(ContextClosedEvent closed) {
        manager.tell("STOPPING=1");
        manager.needs(stopping, "Stopping: running work may end");
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = thread;
        if (running != null) {
            running.shutdownNow();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private void look() {
        try {
            boolean ready = readiness.isReady();
            String status = (ready
                    ? "Ready: " + readiness.reason() + "; " + loaded.get()
                    : "Not ready: " + readiness
                            .reason());
            List<String> news = new ArrayList<>();
            if (ready && !toldReady) {
                toldReady = true;
                news.add("READY=1");
            }
            if (!status.equals(lastStatus)) {
                lastStatus = status;
                news.add(ServiceManager.statusLine(status));
            }
            // The first sign begins the watch; a start may take longer than that has patience.
            if (watchdog != null && toldReady && lives(watchdog)) {
                news.add("WATCHDOG=1");
            }
            if (!news.isEmpty()) {
                manager.tell(news.toArray(String[]::new));
            }
        } catch (RuntimeException e) {
            LOG.warn("How this daemon stands could not be found out; the service manager was told nothing.", e);
        }
    }

    private boolean lives(Watchdog dog) {
        Duration idle = loops.stream().map(Progress::idle).max(Duration::compareTo).orElse(Duration.ZERO);
        boolean hung = dog.isHung(idle);
        if (hung && !toldHung) {
            LOG.error("This daemon's work has stood still for {} s. The service manager is given no more signs of life "
                    + "and restarts it {} s after the last one.", idle.toSeconds(), dog.patience().toSeconds());
        }
        toldHung = hung;
        long now = nanoTime.getAsLong();
        if (hung || now - nextSign < 0) {
            return false;
        }
        nextSign = now + dog.pause().toNanos();
        return true;
    }
}
