package dev.winnow.plugin.loader;

import dev.winnow.plugin.loader.BoundedCall.Outcome;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks that nobody vouches for, one after the other on one thread, each no longer than a deadline. A task past it
 * is interrupted and left behind with its thread; the next one runs on a new thread. For many short tasks this is much
 * quicker than a thread for each, since nobody waits to be woken in between.
 *
 * @param <T> what a task returns
 */
final class BoundedSequence<T> {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedSequence.class);
    private static final Duration ENDING = Duration.ofSeconds(1);

    private final Duration deadline;
    private final Iterator<? extends Task<T>> tasks;
    /** Held while tasks are taken and ended, never while one runs. */
    private final Object lock = new Object();

    /** @param tasks asked for the next one when the one before has ended */
    BoundedSequence(Duration deadline, Iterator<? extends Task<T>> tasks) {
        this.deadline = deadline;
        this.tasks = tasks;
    }

    /** Returns when each task has ended or is left behind. An interrupt leaves all that is not done behind. */
    void run() {
        while (!Thread.currentThread().isInterrupted() && isMore()) {
            Carrier carrier = new Carrier();
            Thread thread = Thread.ofPlatform().daemon().stackSize(BoundedCall.STACK_BYTES).unstarted(carrier);
            try {
                thread.start();
                watch(carrier, thread);
            } catch (OutOfMemoryError e) {
                endNext(new Outcome.Failed<>(e));
            }
        }
        while (isMore()) {
            endNext(new Outcome.Late<>(List.of()));
        }
    }

    private boolean isMore() {
        synchronized (lock) {
            return tasks.hasNext();
        }
    }

    private void endNext(Outcome<T> outcome) {
        synchronized (lock) {
            tasks.next().ended(outcome);
        }
    }

    private void watch(Carrier carrier, Thread thread) {
        try {
            synchronized (lock) {
                while (!carrier.finished) {
                    long left = carrier.nanosLeft();
                    if (left <= 0) {
                        carrier.leaveBehind(thread);
                        return;
                    }
                    TimeUnit.NANOSECONDS.timedWait(lock, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
                }
            }
            thread.join(ENDING);
        } catch (InterruptedException e) {
            synchronized (lock) {
                carrier.leaveBehind(thread);
            }
            Thread.currentThread().interrupt();
        }
    }

    /** A piece of foreign code. */
    interface Task<T> {
        /** The thread's name while it runs. */
        String name();

        /** The code. */
        T call() throws Exception;

        /** Takes what came of it. Called once; the next task has not begun. */
        void ended(Outcome<T> outcome);

        /** Takes what it returned after it was left behind. */
        void late(T value);
    }

    /** What a thread does; its fields are for who holds the lock. */
    private final class Carrier implements Runnable {
        private @Nullable Task<T> running;
        private long since;
        private boolean leftBehind;
        private boolean finished;

        @Override
        public void run() {
            try {
                while (step()) {
                    // What a task did to the thread is not for the next one.
                    Thread.interrupted();
                    Thread.currentThread().setPriority(Thread.NORM_PRIORITY);
                }
            } finally {
                synchronized (lock) {
                    finished = true;
                    lock.notifyAll();
                }
            }
        }

        private boolean step() {
            Task<T> task;
            synchronized (lock) {
                if (leftBehind || !tasks.hasNext()) {
                    return false;
                }
                task = tasks.next();
                running = task;
                since = System.nanoTime();
            }
            Thread.currentThread().setName(task.name());
            Outcome<T> outcome = outcome(task);
            synchronized (lock) {
                if (!leftBehind) {
                    running = null;
                    task.ended(outcome);
                    return true;
                }
            }
            if (outcome instanceof Outcome.Done<T>(T value)) {
                task.late(value);
            } else {
                LOG.debug("{} ended after its deadline", task.name());
            }
            return false;
        }

        private Outcome<T> outcome(Task<T> task) {
            try {
                return new Outcome.Done<>(task.call());
            } catch (Throwable e) {
                return new Outcome.Failed<>(e);
            }
        }

        private long nanosLeft() {
            return running == null ? deadline.toNanos() : since + deadline.toNanos() - System.nanoTime();
        }

        private void leaveBehind(Thread thread) {
            Task<T> task = running;
            leftBehind = true;
            running = null;
            if (task != null) {
                List<StackTraceElement> where = List.of(thread.getStackTrace());
                try {
                    // First: who goes on because of the interrupt finds that it is over.
                    task.ended(new Outcome.Late<>(where));
                } finally {
                    thread.interrupt();
                }
            }
        }
    }
}
