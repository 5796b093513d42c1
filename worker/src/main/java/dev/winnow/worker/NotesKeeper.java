package dev.winnow.worker;

import dev.winnow.db.job.BatchFaults;
import dev.winnow.db.job.JobOutcomes;
import dev.winnow.queue.Lease;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what jobs say, of all of them together, about once a second and when one has ended, on a thread of its own:
 * neither leases nor outcomes wait for it. A job that says nothing costs nothing, and one whose words no row can hold
 * loses them by itself.
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
            write(all.stream().map(JobNotes::take).filter(Objects::nonNull).toList());
            again(gone.stream().filter(JobNotes::isWaiting).toList());
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

    /** Halves what fails until it is known whose fault that is. What is put back is written with the next turn. */
    private void write(List<JobNotes.Taken> taken) {
        try {
            record(taken);
        } catch (RuntimeException e) {
            if (taken.size() > 1 && BatchFaults.mayBeOnes(e)) {
                write(taken.subList(0, taken.size() / 2));
                write(taken.subList(taken.size() / 2, taken.size()));
            } else if (taken.size() == 1 && BatchFaults.isItsOwn(e)) {
                LOG.warn("What {} said last cannot be kept, and is missing from its log or its progress.",
                        taken.getFirst().notes().job(), e);
            } else {
                LOG.debug("Logs and progress of {} jobs could not be written yet", taken.size(), e);
                taken.forEach(job -> job.notes().putBack(job));
            }
        }
    }

    private void record(List<JobNotes.Taken> taken) {
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
        if (!lines.isEmpty()) {
            ledger.log(lines);
        }
        if (!progress.isEmpty()) {
            ledger.progress(progress);
        }
    }
}
