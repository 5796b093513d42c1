package dev.winnow.quickstart;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Keeps services running: one that ends is started again, after a pause that grows while it keeps ending. */
final class Supervisor {
    /** The longest pause before a service is started again. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final StateFolder state;
    private final Console console;
    private final Duration firstPause;
    private final ScheduledExecutorService restarts;
    private final Map<Service, Integer> endings = new HashMap<>();
    private final Map<Service, Long> startedAt = new HashMap<>();
    private boolean stopping;

    Supervisor(StateFolder state, Console console, Duration firstPause) {
        this.state = state;
        this.console = console;
        this.firstPause = firstPause;
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().daemon().name("supervisor").factory());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.restarts = executor;
    }

    /** Starts a service and keeps it running from here on. */
    void start(Service service) {
        if (isStopping()) {
            throw new QuickstartException("the quickstart is being stopped");
        }
        service.start();
        watch(service);
    }

    /** How often it has ended without being asked to. */
    synchronized int endings(Service service) {
        return endings.getOrDefault(service, 0);
    }

    /** Ends these, all at the same time, and does not start them again. */
    void stop(List<? extends Service> services, Duration grace) {
        synchronized (this) {
            stopping = true;
        }
        restarts.shutdown();
        CompletableFuture<?>[] all = services.stream().map(service -> CompletableFuture.runAsync(() -> {
            service.stop(grace);
            state.forget(state.pidFile(service.name()));
        }, Thread::startVirtualThread)).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).join();
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized void watch(Service service) {
        startedAt.put(service, System.nanoTime());
        state.write(state.pidFile(service.name()), service.pid() + "\n");
        var unused = service.onExit().thenAccept(exitValue -> ended(service, exitValue));
    }

    private synchronized void ended(Service service, int exitValue) {
        if (stopping) {
            return;
        }
        Duration lived = Duration.ofNanos(System.nanoTime() - startedAt.getOrDefault(service, 0L));
        int times = lived.compareTo(LONGEST_PAUSE.multipliedBy(2)) > 0 ? 1 : endings(service) + 1;
        endings.put(service, times);
        Duration pause = pause(times);
        console.line("  " + service.name() + " ended (exit value " + exitValue + "); it is started again in "
                + Math.max(1, pause.toSeconds()) + " s; its log is " + state.log(service.name()));
        var unused = restarts.schedule(() -> restart(service), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Duration pause(int times) {
        Duration grown = firstPause.multipliedBy(1L << Math.min(times - 1, 10));
        return grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
    }

    private void restart(Service service) {
        if (isStopping()) {
            return;
        }
        try {
            service.start();
            watch(service);
            console.line("  " + service.name() + " has been started again (process " + service.pid() + ")");
        } catch (RuntimeException e) {
            console.line("  " + service.name() + " could not be started again: " + e.getMessage());
            ended(service, -1);
        }
    }
}
