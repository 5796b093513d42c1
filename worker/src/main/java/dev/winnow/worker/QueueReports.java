package dev.winnow.worker;

import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the queue what came of jobs whose outcome is on record, and lets go of them: they are held until the queue has
 * heard. While jobs keep coming, acknowledgements travel with the next claim; else, and where there is none soon, a
 * thread of this sends them. What Redis does not take is kept and told again.
 */
final class QueueReports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueReports.class);
    private static final Duration LINGER = Duration.ofMillis(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final JobQueue queue;
    private final HeldJobs held;
    private final Connectivity connectivity;
    private final BooleanSupplier claimsSoon;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<HeldJob> finished = new ArrayList<>();
    private List<HeldJob> returned = new ArrayList<>();
    private List<Later> later = new ArrayList<>();
    private boolean ring;
    private boolean closed;
    private final Thread thread = Thread.ofPlatform().daemon().name("queue-reports").unstarted(this::run);

    /** @param claimsSoon whether a claim is likely to come within moments */
    QueueReports(JobQueue queue, HeldJobs held, Connectivity connectivity, BooleanSupplier claimsSoon) {
        this.queue = queue;
        this.held = held;
        this.connectivity = connectivity;
        this.claimsSoon = claimsSoon;
    }

    void start() {
        thread.start();
    }

    /** Its outcome is on record. */
    void finished(HeldJob job) {
        put(() -> {
            finished.add(job);
            ring |= job.envelope().payload().followed();
        });
    }

    /** It is to be handed out again after a while; it failed, or has no handler here. */
    void later(HeldJob job, Duration delay, boolean failed) {
        put(() -> later.add(new Later(job, delay, failed)));
    }

    /** It goes back as it came. */
    void returned(Collection<HeldJob> jobs) {
        put(() -> returned.addAll(jobs));
    }

    /** What a claim takes with it; then it must call {@link #told} or {@link #notTold}. */
    List<HeldJob> takeFinished() {
        lock.lock();
        try {
            List<HeldJob> taken = finished;
            finished = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void told(Collection<HeldJob> jobs, Set<Long> lost) {
        held.removeAll(jobs);
        if (!lost.isEmpty()) {
            LOG.info("{} finished jobs were no longer this worker's in the queue: their lease had ended. Their "
                    + "outcomes are on record.", lost.size());
        }
    }

    void notTold(Collection<HeldJob> jobs) {
        put(() -> finished.addAll(jobs));
    }

    /** Tells what is left, then ends. */
    @Override
    public void close() {
        put(() -> closed = true);
        if (thread.isAlive()) {
            try {
                thread.join(AFTER_FAILURE.multipliedBy(3));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void put(Runnable change) {
        lock.lock();
        try {
            boolean idle = isEmpty();
            change.run();
            if (idle || closed || ring) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isEmpty() {
        return finished.isEmpty() && returned.isEmpty() && later.isEmpty() && !ring;
    }

    private void run() {
        boolean failed = false;
        while (true) {
            Batch batch;
            lock.lock();
            try {
                if (!awaitWork(failed)) {
                    return;
                }
                batch = new Batch(finished, returned, later, ring);
                finished = new ArrayList<>();
                returned = new ArrayList<>();
                later = new ArrayList<>();
                ring = false;
            } catch (InterruptedException e) {
                return;
            } finally {
                lock.unlock();
            }
            failed = !batch.isEmpty() && !send(batch);
        }
    }

    /** False when there is nothing more to do. After a failure it pauses; at the end it gives up then. */
    private boolean awaitWork(boolean failed) throws InterruptedException {
        if (failed && !closed) {
            changed.awaitNanos(AFTER_FAILURE.toNanos());
        } else if (failed) {
            return false;
        }
        while (isEmpty()) {
            if (closed) {
                return false;
            }
            changed.await();
        }
        long left = LINGER.toNanos();
        while (left > 0 && !closed && returned.isEmpty() && later.isEmpty() && !ring && claimsSoon.getAsBoolean()) {
            left = changed.awaitNanos(left);
        }
        return true;
    }

    private boolean send(Batch batch) {
        Batch left = batch;
        try {
            if (!left.finished().isEmpty()) {
                told(left.finished(), queue.acknowledge(left.finished().stream().map(HeldJob::lease).toList()));
                left = new Batch(List.of(), left.returned(), left.later(), left.ring());
            }
            if (!left.later().isEmpty()) {
                queue.release(left.later().stream().map(Later::release).toList());
                held.removeAll(left.later().stream().map(Later::job).toList());
                left = new Batch(List.of(), left.returned(), List.of(), left.ring());
            }
            if (!left.returned().isEmpty()) {
                queue.handBack(left.returned().stream().map(HeldJob::lease).toList());
                held.removeAll(left.returned());
                left = new Batch(List.of(), List.of(), List.of(), left.ring());
            }
            if (left.ring()) {
                queue.ring();
            }
            connectivity.queueAnswered();
            return true;
        } catch (RuntimeException e) {
            connectivity.queueFailed(e);
            keep(left);
            return false;
        }
    }

    private void keep(Batch batch) {
        put(() -> {
            finished.addAll(batch.finished());
            returned.addAll(batch.returned());
            later.addAll(batch.later());
            ring |= batch.ring();
        });
    }

    /** What is told at once. */
    private record Batch(List<HeldJob> finished, List<HeldJob> returned, List<Later> later, boolean ring) {
        boolean isEmpty() {
            return finished.isEmpty() && returned.isEmpty() && later.isEmpty() && !ring;
        }
    }

    /** A job for a later attempt. */
    private record Later(HeldJob job, Duration delay, boolean failed) {
        Release release() {
            return new Release(job.lease(), delay, failed);
        }
    }
}
