package dev.winnow.scheduler.lead;

import dev.winnow.daemon.progress.Progress;
import dev.winnow.daemon.progress.Rounds;
import dev.winnow.db.Database;
import dev.winnow.db.process.LeaderLease;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the lease, prolongs it, or stands by until it is free; all on one thread. Terms are given out by
 * {@link #awaitTerm}; the listener hears of the end of one at once.
 */
public final class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final LeaderLease lease;
    private final Database database;
    private final LeaseTiming timing;
    private final LongSupplier nanoTime;
    private final Rounds rounds;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Outage outage = new Outage(LOG, "keeping the leader's lease");
    private @Nullable Thread thread;
    private @Nullable Term term;
    private boolean decided;
    private boolean closed;

    public Leadership(LeaderLease lease, Database database, LeaseTiming timing,
            LongSupplier nanoTime) {
        this.lease = lease;
        this.database = database;
        this.timing = timing;
        this.nanoTime = nanoTime;
        this.rounds = new Rounds(nanoTime);
    }

    /** Whether the lease is asked for, again and again. */
    public Progress asking() {
        return rounds;
    }

    /** Begins to ask for the lease. */
    public void start(String owner, LeadershipListener listener) {
        Thread keeper = Thread.ofPlatform().name("leader-lease").unstarted(() -> keep(owner, listener));
        lock.lock();
        try {
            thread = keeper;
        } finally {
            lock.unlock();
        }
        keeper.start();
    }

    /** The term, while this process leads. */
    public Optional<Term> term() {
        lock.lock();
        try {
            return Optional.ofNullable(term).filter(Term::isLive);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is known who leads; the term if it is this process. */
    public Optional<Term> awaitDecision() throws InterruptedException {
        lock.lock();
        try {
            while (!decided) {
                changed.await();
            }
            return Optional.ofNullable(term);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until this process leads under another term than this. */
    public Term awaitTerm(@Nullable Term former) throws InterruptedException {
        lock.lock();
        try {
            Term current = term;
            while (current == null || current == former) {
                changed.await();
                current = term;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void keep(String owner, LeadershipListener listener) {
        while (!isClosed()) {
            long asked = nanoTime.getAsLong();
            try {
                settle(lease.acquire(owner, timing.term()), asked, listener);
                outage.over();
            } catch (RuntimeException e) {
                outage.failed(e);
                endIfExpired(listener);
            }
            rounds.done();
            pause();
        }
    }

    private void settle(Optional<LeaderLease.Held> held, long asked, LeadershipListener listener) {
        endIfExpired(listener);
        Term current = current();
        if (current != null && (held.isEmpty() || held.get().epoch() != current.held().epoch())) {
            replace(null, listener, "another scheduler has taken the lead");
            current = null;
        }
        long until = asked + timing.term().toNanos();
        if (current != null) {
            current.prolong(until);
        } else if (held.isPresent()) {
            Term begun = new Term(lease, database, held.get(), nanoTime, until);
            LOG.info("This scheduler leads (epoch {}).", begun.held().epoch());
            replace(begun, listener, "");
        } else {
            stoodBy();
        }
    }

    private void endIfExpired(LeadershipListener listener) {
        Term current = current();
        if (current != null && !current.isLive()) {
            replace(null, listener, "the lease could not be prolonged in time");
        }
    }

    private void stoodBy() {
        lock.lock();
        try {
            if (!decided) {
                LOG.info("Another scheduler leads; this one stands by and takes over when its lease ends.");
            }
            decided = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void replace(@Nullable Term next, LeadershipListener listener, String why) {
        Term former;
        lock.lock();
        try {
            former = term;
            term = next;
            decided = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (former != null) {
            former.end();
            LOG.warn("This scheduler leads no more (epoch {}): {}. Its leader's work has stopped.",
                    former.held().epoch(), why);
            listener.lost(former);
        }
        if (next != null) {
            listener.gained(next);
        }
    }

    private @Nullable Term current() {
        lock.lock();
        try {
            return term;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        lock.lock();
        try {
            long left = (term == null ? timing.poll() : timing.renewal()).toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Stops asking and ends the term; the caller stops what it did under it and then calls {@link #release}. */
    @Override
    public void close() {
        Thread keeper;
        Term last;
        lock.lock();
        try {
            closed = true;
            keeper = thread;
            last = term;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.end();
        }
        if (keeper != null) {
            try {
                keeper.join(TimeUnit.SECONDS.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gives the lease back, so that another scheduler need not wait for its end. */
    public void release() {
        Term last = current();
        if (last != null) {
            try {
                lease.release(last.held());
                LOG.info("The lead is given back (epoch {}).", last.held().epoch());
            } catch (RuntimeException e) {
                LOG.warn("The lease could not be given back; another scheduler takes over when it ends: {}",
                        e.getMessage());
            }
        }
    }
}
