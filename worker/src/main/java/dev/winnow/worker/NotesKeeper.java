package dev.winnow.worker;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Writes what running jobs say, about once a second for all of them, on a thread of its own: leases must not wait for MySQL. */
final class NotesKeeper implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Set<JobNotes> kept = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService scheduler = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("job-notes").factory());

    void start() {
        scheduler.scheduleWithFixedDelay(() -> kept.forEach(JobNotes::flush), EVERY.toMillis(), EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    void add(JobNotes notes) {
        kept.add(notes);
    }

    /** Writes the rest of them. */
    void remove(JobNotes notes) {
        kept.remove(notes);
        notes.flush();
    }

    @Override
    public void close() {
        scheduler.shutdown();
        kept.forEach(JobNotes::flush);
    }
}
