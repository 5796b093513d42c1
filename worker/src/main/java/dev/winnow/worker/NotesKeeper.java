package dev.winnow.worker;

import dev.winnow.db.job.JobOutcomes;
import dev.winnow.queue.Lease;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what jobs say, of all of them together, about once a second and when one has ended, on a thread of its own:
 * neither leases nor outcomes wait for it. A job that says nothing costs nothing.
 */
final class NotesKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NotesKeeper.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration AT_THE_END = Duration.ofSeconds(5);
    /** While MySQL takes nothing, the notes of so many ended jobs are kept. */
    private static final int MOST_ENDED = 1000;

    private final JobOutcomes ledger;
    private final InstantSource clock;
    private final ConcurrentMap<Long, JobNotes> kept = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<JobNotes> ended = new ArrayList<>();
    private boolean due;
    private boolean closed;
    private final Thread thread = Thread.ofPlatform().daemon().name("job-notes").unstarted(this::run);

    NotesKeeper(JobOutcomes ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    /** Adds a line to a job's log. */
    void log(HeldJob job, String level, String message) {
        if (of(job).log(clock.instant(), level, message)) {
            wake(() -> due = true);
        }
    }

    void progress(HeldJob job, long done, long total, String message) {
        of(job).progress(done, total, message);
    }

    /** The job with this id, if it has said something and has not ended. */
    @Nullable
    HeldJob talking(long jobId) {
        JobNotes notes = kept.get(jobId);
        return notes == null ? null : notes.job();
    }

    /** Has the rest of a job's notes written. */
    void ended(HeldJob job) {
        JobNotes notes = kept.get(job.lease().jobId());
        if (notes != null && notes.job() == job && kept.remove(job.lease().jobId(), notes)) {
            end(notes);
        }
    }

    /** Writes the rest, then ends. */
    @Override
    public void close() {
        wake(() -> closed = true);
        if (thread.isAlive()) {
            try {
                thread.join(AT_THE_END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private JobNotes of(HeldJob job) {
        return kept.compute(job.lease().jobId(), (id, notes) -> {
            if (notes != null && notes.job() == job) {
                return notes;
            }
            if (notes != null) {
                // An earlier attempt that still talks.
                end(notes);
            }
            return new JobNotes(job);
        });
    }

    private void end(JobNotes notes) {
        wake(() -> {
            if (ended.size() < MOST_ENDED) {
                ended.add(notes);
            }
            due = true;
        });
    }

    private void wake(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        boolean last = false;
        while (!last) {
            List<JobNotes> all = new ArrayList<>();
            lock.lock();
            try {
                long left = EVERY.toNanos();
                while (!due && !closed && left > 0) {
                    left = changed.awaitNanos(left);
                }
                last = closed;
                due = false;
                all.addAll(ended);
                ended = new ArrayList<>();
            } catch (InterruptedException e) {
                return;
            } finally {
                lock.unlock();
            }
            List<JobNotes> gone = List.copyOf(all);
            all.addAll(kept.values());
            if (!write(all)) {
                again(gone);
            }
        }
    }

    /** Waits for the next turn; else a ledger that is away would be asked without a pause. */
    private void again(Collection<JobNotes> unwritten) {
        lock.lock();
        try {
            ended.addAll(0, unwritten);
        } finally {
            lock.unlock();
        }
    }

    private boolean write(List<JobNotes> notes) {
        List<JobNotes.Taken> taken = new ArrayList<>();
        for (JobNotes some : notes) {
            JobNotes.Taken waiting = some.take();
            if (waiting != null) {
                taken.add(waiting);
            }
        }
        List<JobOutcomes.LogLines> lines = new ArrayList<>();
        List<JobOutcomes.Progress> progress = new ArrayList<>();
        for (JobNotes.Taken job : taken) {
            Lease lease = job.notes().job().lease();
            JobNotes.Progress said = job.progress();
            if (!job.lines().isEmpty()) {
                lines.add(new JobOutcomes.LogLines(lease.jobId(), lease.attempt(), job.lines()));
            }
            if (said != null) {
                progress.add(new JobOutcomes.Progress(lease.jobId(), lease.attempt(), said.done(), said.total(), said
                        .message()));
            }
        }
        try {
            if (!lines.isEmpty()) {
                ledger.log(lines);
            }
            if (!progress.isEmpty()) {
                ledger.progress(progress);
            }
            return true;
        } catch (RuntimeException e) {
            LOG.debug("Logs and progress of {} jobs could not be written yet", taken.size(), e);
            taken.forEach(job -> job.notes().putBack(job));
            return false;
        }
    }
}
