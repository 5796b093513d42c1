package dev.winnow.worker;

import dev.winnow.plugin.spi.Priority;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was claimed and has not started, in order of priority, and the slots in which it starts. Some slots are kept for
 * p0; the others take anything. Beyond the free slots it wants as much as is run within moments, by the time that jobs
 * took lately: hundreds of tiny jobs, none of long ones.
 */
final class Backlog {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Deque<HeldJob>> lanes = Stream.generate(() -> (Deque<HeldJob>) new ArrayDeque<HeldJob>())
            .limit(Priority.values().length).toList();
    private final int slots;
    private final int reserved;
    private final Executor threads;
    private final Consumer<HeldJob> process;
    private final Prefetch prefetch;
    private int waiting;
    private int busy;
    private int busyReserved;
    private int watchers;
    private volatile boolean flowing;
    private boolean closed;

    /**
     * @param slots how many jobs of any lane run at once
     * @param reserved how many p0 jobs run on top of that
     * @param threads one for each job that runs
     * @param process runs one job
     */
    Backlog(int slots, int reserved, Executor threads, Consumer<HeldJob> process) {
        this.slots = slots;
        this.reserved = reserved;
        this.threads = threads;
        this.process = process;
        this.prefetch = new Prefetch(slots);
    }

    int slots() {
        return slots + reserved;
    }

    /** Takes these in and starts what may start. After {@link #close} it takes none: false. */
    boolean add(List<HeldJob> jobs) {
        List<Runner> starting;
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            jobs.forEach(job -> lanes.get(job.envelope().priority().ordinal()).add(job));
            waiting += jobs.size();
            starting = starting();
        } finally {
            lock.unlock();
        }
        starting.forEach(threads::execute);
        return true;
    }

    /**
     * The next job for this runner; null if it has to end, since none is left for it or it was abandoned.
     *
     * @param took how long its last one took, in nanoseconds; 0 before the first
     */
    @Nullable
    HeldJob next(Runner runner, long took) {
        lock.lock();
        try {
            if (took > 0) {
                prefetch.took(took);
            }
            if (runner.isAbandoned()) {
                return null;
            }
            HeldJob job = poll(runner.isReserved() ? 1 : lanes.size());
            if (job == null) {
                leave(runner);
            }
            tellWatchers();
            return job;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the slot of a runner whose job does not end to another. False if that was done before. */
    boolean abandon(Runner runner) {
        List<Runner> starting;
        lock.lock();
        try {
            if (!runner.markAbandoned()) {
                return false;
            }
            leave(runner);
            starting = closed ? List.of() : starting();
            tellWatchers();
        } finally {
            lock.unlock();
        }
        starting.forEach(threads::execute);
        return true;
    }

    /**
     * Waits until more jobs are wanted, or this long.
     *
     * @param forReserved p0 jobs for the slots that are kept for them; wanted only while the other slots have work
     * @return how many are wanted; 0 if none were all the time
     */
    int awaitRoom(boolean forReserved, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            watchers++;
            while (room(forReserved) == 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return room(forReserved);
        } finally {
            watchers--;
            lock.unlock();
        }
    }

    /** Says whether jobs keep coming; while none wait in the queue, a free slot of all lanes serves p0, too. */
    void flowing(boolean now) {
        lock.lock();
        try {
            flowing = now;
            tellWatchers();
        } finally {
            lock.unlock();
        }
    }

    boolean isFlowing() {
        return flowing;
    }

    /** Takes out what has waited for longer than this: the jobs before it take longer than was thought. */
    List<HeldJob> takeOverdue(Duration patience) {
        List<HeldJob> overdue = new ArrayList<>();
        lock.lock();
        try {
            for (Deque<HeldJob> lane : lanes) {
                for (Iterator<HeldJob> jobs = lane.iterator(); jobs.hasNext();) {
                    HeldJob job = jobs.next();
                    if (job.heldFor().compareTo(patience) > 0) {
                        jobs.remove();
                        overdue.add(job);
                    }
                }
            }
            waiting -= overdue.size();
            if (!overdue.isEmpty()) {
                prefetch.waited();
            }
        } finally {
            lock.unlock();
        }
        return overdue;
    }

    /** Takes out everything; nothing starts any more. */
    List<HeldJob> close() {
        lock.lock();
        try {
            closed = true;
            List<HeldJob> left = lanes.stream().flatMap(Deque::stream).toList();
            lanes.forEach(Deque::clear);
            waiting = 0;
            return left;
        } finally {
            lock.unlock();
        }
    }

    private int room(boolean forReserved) {
        if (forReserved) {
            // Jobs that were handed over may have filled all slots without any having been found waiting.
            return flowing || busy == slots ? Math.max(0, reserved - busyReserved - lanes.getFirst().size()) : 0;
        }
        int most = slots - busy + prefetch.wanted();
        // Not for each single job: half of them at once.
        return waiting > most / 2 ? 0 : most - waiting;
    }

    private void tellWatchers() {
        if (watchers > 0 && (room(false) > 0 || room(true) > 0)) {
            changed.signalAll();
        }
    }

    private @Nullable HeldJob poll(int served) {
        for (Deque<HeldJob> lane : lanes.subList(0, served)) {
            HeldJob job = lane.poll();
            if (job != null) {
                waiting--;
                return job;
            }
        }
        return null;
    }

    private void leave(Runner runner) {
        if (runner.isReserved()) {
            busyReserved--;
        } else {
            busy--;
        }
    }

    private List<Runner> starting() {
        List<Runner> starting = new ArrayList<>();
        while (busy < slots && starting.size() < waiting) {
            busy++;
            starting.add(new Runner(this, false, process));
        }
        int urgent = lanes.getFirst().size() - starting.size();
        for (; urgent > 0 && busyReserved < reserved; urgent--) {
            busyReserved++;
            starting.add(new Runner(this, true, process));
        }
        tellWatchers();
        return starting;
    }
}
