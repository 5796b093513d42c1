package dev.winnow.daemon.plugin;

import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until a living scheduler has published what it found, so that one restart of all processes is enough. */
final class SettledScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(SettledScheduler.class);
    // Rows are looked at, not awaited: MySQL has nothing to wake a reader with.
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final ProcessTable processes;
    private final String host;
    private final Duration wait;

    SettledScheduler(ProcessTable processes, String host, Duration wait) {
        this.processes = processes;
        this.host = host;
        this.wait = wait;
    }

    /** Waits, at most as long as was set; says what it waits for, and so when it gives up. */
    void await() throws InterruptedException {
        SchedulerWatch watch = new SchedulerWatch(host, SettledScheduler::startOfProcess);
        long start = System.nanoTime();
        long nextLine = TimeUnit.SECONDS.toNanos(1);
        while (true) {
            Optional<String> reason = look(watch);
            long elapsed = System.nanoTime() - start;
            if (reason.isEmpty()) {
                return;
            }
            if (elapsed >= wait.toNanos()) {
                LOG.warn("No settled scheduler within {} s ({}): loading the plugins that are published now. If a "
                        + "scheduler publishes others, restart this daemon.", wait.toSeconds(), reason.get());
                return;
            }
            if (elapsed >= nextLine) {
                LOG.info("Waiting for the scheduler, {} s so far: {}.", TimeUnit.NANOSECONDS.toSeconds(elapsed),
                        reason.get());
                nextLine = elapsed + BETWEEN_LINES.toNanos();
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(PAUSE.toNanos(), wait.toNanos() - elapsed));
        }
    }

    /** The schedulers that are on record now. */
    List<ProcessRow> schedulers() {
        return processes.live().stream().filter(row -> row.kind().equals("scheduler")).toList();
    }

    private Optional<String> look(SchedulerWatch watch) {
        try {
            return watch.reasonToWait(schedulers());
        } catch (RuntimeException e) {
            LOG.debug("Process rows could not be read", e);
            return Optional.of("MySQL does not answer");
        }
    }

    private static Optional<Instant> startOfProcess(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant());
    }
}
