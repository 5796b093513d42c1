package dev.winnow.scheduler.lead;

import dev.winnow.db.Database;
import dev.winnow.db.process.LeaderLease;
import dev.winnow.db.process.LeadershipLostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The time during which this process leads under one epoch. It ends by itself when the lease was not prolonged in time,
 * reckoned from before the lease was asked for, so never later than the database sees it. Safe for use by several
 * threads.
 */
public final class Term {
    private final LeaderLease lease;
    private final Database database;
    private final LeaderLease.Held held;
    private final LongSupplier nanoTime;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long liveUntil;

    Term(LeaderLease lease, Database database, LeaderLease.Held held, LongSupplier nanoTime,
            long liveUntil) {
        this.lease = lease;
        this.database = database;
        this.held = held;
        this.nanoTime = nanoTime;
        this.liveUntil = liveUntil;
    }

    /** Names owner and epoch, for writes that check them. */
    public LeaderLease.Held held() {
        return held;
    }

    /** Whether this process may still act as the leader. */
    public boolean isLive() {
        return over.getCount() > 0 && nanoTime.getAsLong() - liveUntil < 0;
    }

    /** Waits this long, or until the term is over. */
    public void await(Duration atMost) throws InterruptedException {
        over.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Throws unless this process may still act as the leader. */
    public void check() {
        if (!isLive()) {
            throw new LeadershipLostException("This scheduler does not lead any more (epoch " + held.epoch()
                    + "): what it was about to do is the next leader's.");
        }
    }

    /**
     * Runs writes in one transaction that checks the epoch; after a deadlock it is run again.
     *
     * @throws LeadershipLostException if another scheduler leads by now; nothing is written
     */
    public <T> T write(Supplier<T> work) {
        check();
        return database.inTransaction(() -> {
            lease.check(held);
            return work.get();
        });
    }

    /** The same for writes without a result. */
    public void write(Runnable work) {
        write(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    void prolong(long until) {
        liveUntil = until;
    }

    void end() {
        over.countDown();
    }
}
