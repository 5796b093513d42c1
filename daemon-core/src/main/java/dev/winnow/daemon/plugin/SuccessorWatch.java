package dev.winnow.daemon.plugin;

import dev.winnow.db.process.ProcessRow;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one restart of all processes enough in whatever order it reaches them: a daemon that came up before the
 * scheduler was restarted has loaded what the old one had published. For a while after its start it therefore looks for
 * a scheduler that was not there when it loaded, waits until that one has settled, and then looks once more.
 */
final class SuccessorWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SuccessorWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SettledScheduler scheduler;
    private final Duration window;
    private @Nullable Thread thread;

    SuccessorWatch(SettledScheduler scheduler, Duration window) {
        this.scheduler = scheduler;
        this.window = window;
    }

    /** The schedulers that have settled; none where MySQL does not answer. One that is still looking is yet to come. */
    Set<String> known() {
        return ids(SchedulerWatch::isSettled);
    }

    /** Looks for schedulers that are not among these, and tells each time that one has settled. */
    synchronized void start(Set<String> known, Runnable settled) {
        if (thread == null && window.isPositive()) {
            thread = Thread.ofPlatform().daemon().name("scheduler-watch").start(() -> watch(known, settled));
        }
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void watch(Set<String> atFirst, Runnable settled) {
        Set<String> known = new HashSet<>(atFirst);
        long end = System.nanoTime() + window.toNanos();
        try {
            do {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                if (known.addAll(known())) {
                    scheduler.await();
                    settled.run();
                }
                // However long it takes: what it has found by then is what the operator restarted for.
            } while (System.nanoTime() < end || !known.containsAll(ids(SchedulerWatch::isStarting)));
        } catch (InterruptedException e) {
            LOG.debug("Asked to stop", e);
        } catch (RuntimeException e) {
            LOG.warn("What a restarted scheduler has published could not be loaded ({}): restart this daemon.",
                    e.getMessage());
        }
    }

    private Set<String> ids(Predicate<ProcessRow> standing) {
        try {
            return scheduler.schedulers().stream().filter(standing).map(ProcessRow::id).collect(Collectors.toSet());
        } catch (RuntimeException e) {
            LOG.debug("Process rows could not be read", e);
            return Set.of();
        }
    }
}
