package dev.winnow.db.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts outcomes on record in batches (group commit): an outcome waits for others at most {@code delay}, and a batch is
 * written as soon as {@code size} wait. One thread writes; while it writes, the next batch gathers. When eight batches
 * wait, {@link #submit} waits, too: a ledger that is slower than the jobs slows them down instead of filling the memory.
 */
public final class OutcomeJournal implements AutoCloseable {
    /** A process that is asked to stop must end, whatever a statement waits for. */
    static final Duration AT_THE_END = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeJournal.class);
    private static final int BATCHES_WAITING = 8;

    private final JobOutcomes outcomes;
    private final long delayNanos;
    private final int size;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingWaits = lock.newCondition();
    private final Condition spaceThere = lock.newCondition();
    private final Thread writer;
    private List<Entry> waiting = new ArrayList<>();
    private long oldestNanos;
    private boolean closed;

    /**
     * @param delay for example 5 ms
     * @param size for example 1,000
     */
    public OutcomeJournal(JobOutcomes outcomes, Duration delay, int size) {
        if (delay.isNegative() || size < 1) {
            throw new IllegalArgumentException("an outcome journal with a delay of " + delay + " and a size of " + size
                    + ": the delay is not negative, and the size one at least");
        }
        this.outcomes = outcomes;
        this.delayNanos = delay.toNanos();
        this.size = size;
        this.writer = Thread.ofPlatform().name("outcome-journal").daemon().start(this::write);
    }

    /**
     * Puts an outcome on record. Waits where the ledger is far behind.
     *
     * @return true once it is committed; false where the ledger refuses it, since the job is finished or a later attempt
     *     has begun; failed with the database's exception where its batch could not be written: then it may be submitted
     *     again, and is recorded once in any case. What depends on it runs on the writing thread: it must be short
     * @throws IllegalStateException if the journal is closed
     */
    public CompletableFuture<Boolean> submit(Outcome outcome) {
        Entry entry = new Entry(outcome, new CompletableFuture<>());
        lock.lock();
        try {
            // The writer itself must never wait: what depends on an outcome may submit the next.
            while (waiting.size() >= BATCHES_WAITING * size && !closed && Thread.currentThread() != writer) {
                spaceThere.awaitUninterruptibly();
            }
            if (closed) {
                throw new IllegalStateException("the outcome of job " + outcome.attempt().jobId() + " came after the "
                        + "outcome journal was closed: it is not on record, and the job runs again when its lease ends");
            }
            if (waiting.isEmpty()) {
                oldestNanos = System.nanoTime();
            }
            waiting.add(entry);
            // The writer needs no word for those in between: it wakes by itself when the delay is over.
            if (waiting.size() == 1 || waiting.size() == size) {
                somethingWaits.signal();
            }
        } finally {
            lock.unlock();
        }
        return entry.recorded();
    }

    /** Writes what waits, then ends; where MySQL does not answer, it gives up after {@link #AT_THE_END}. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            somethingWaits.signal();
            spaceThere.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (!writer.join(AT_THE_END)) {
                LOG.error(
                        "MySQL does not take the last outcomes; {} and more are not on record. Their jobs run again when "
                                + "their leases end.",
                        waiting());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        List<Entry> batch = take();
        while (!batch.isEmpty()) {
            write(batch);
            batch = take();
        }
    }

    /** The next batch; an empty one when the journal is closed and nothing waits. */
    private List<Entry> take() {
        lock.lock();
        try {
            while (waiting.size() < size && !closed) {
                if (waiting.isEmpty()) {
                    somethingWaits.awaitUninterruptibly();
                } else {
                    long left = oldestNanos + delayNanos - System.nanoTime();
                    if (left <= 0) {
                        break;
                    }
                    awaitAtMost(left);
                }
            }
            if (waiting.size() <= size) {
                List<Entry> all = waiting;
                waiting = new ArrayList<>();
                spaceThere.signalAll();
                return all;
            }
            List<Entry> first = new ArrayList<>(waiting.subList(0, size));
            waiting = new ArrayList<>(waiting.subList(size, waiting.size()));
            spaceThere.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void awaitAtMost(long nanos) {
        try {
            somethingWaits.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody but the journal has this thread: it ends by close() alone.
            return;
        }
    }

    private void write(List<Entry> batch) {
        Set<Outcome> refused;
        try {
            refused = outcomes.recordEach(batch.stream().map(Entry::outcome).toList());
        } catch (RuntimeException | Error e) {
            if (batch.size() > 1 && BatchFaults.mayBeOnes(e)) {
                // One that no row can hold must not take the others with it.
                write(batch.subList(0, batch.size() / 2));
                write(batch.subList(batch.size() / 2, batch.size()));
            } else {
                batch.forEach(entry -> entry.recorded().completeExceptionally(e));
            }
            return;
        }
        batch.forEach(entry -> entry.recorded().complete(!refused.contains(entry.outcome())));
    }

    private record Entry(Outcome outcome, CompletableFuture<Boolean> recorded) {
    }
}
