package dev.winnow.worker;

import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A job that this worker holds: from its claim, through the backlog and the handler, until the queue has been told what
 * came of it. What ends it, the handler, a request to stop, or being handed back, is settled once.
 */
final class HeldJob {
    private final ClaimedJob claim;
    private final Lease lease;
    private final @Nullable JobType type;
    private final long heldSince = System.nanoTime();
    private final AtomicBoolean settled = new AtomicBoolean();
    private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
    /** Set before the job is given to a thread. */
    private @Nullable JobInput input;
    private @Nullable Runner runner;
    /** Whether the ledger was told that it runs: then it must be told when it does not. */
    private volatile boolean known;
    private volatile long unwrittenSince;
    private volatile @Nullable Run run;
    /** Set while the handler runs; guarded by this object, so that no interrupt hits what comes after it. */
    private @Nullable Thread handlerThread;
    private boolean interrupted;

    /** @param type how jobs of its type are run; null if no loaded plugin says so */
    HeldJob(ClaimedJob claim, @Nullable JobType type, @Nullable JobInput input) {
        this.claim = claim;
        this.lease = claim.lease();
        this.type = type;
        this.input = input;
    }

    JobEnvelope envelope() {
        return claim.envelope();
    }

    Lease lease() {
        return lease;
    }

    /** Whether it may have been handed out, or be done, already, though this is its first attempt. */
    boolean isDoubtful() {
        return claim.doubtful();
    }

    @Nullable
    JobType type() {
        return type;
    }

    @Nullable
    JobInput input() {
        return input;
    }

    void input(JobInput read) {
        input = read;
    }

    void runner(Runner taker) {
        runner = taker;
    }

    Duration heldFor() {
        return Duration.ofNanos(System.nanoTime() - heldSince);
    }

    boolean isKnown() {
        return known;
    }

    void setKnown() {
        known = true;
    }

    /** For how long its outcome could not be written, from the first time that this is asked on. */
    Duration unwrittenFor() {
        if (unwrittenSince == 0) {
            unwrittenSince = System.nanoTime();
        }
        return Duration.ofNanos(System.nanoTime() - unwrittenSince);
    }

    /** Null until the handler is called. */
    @Nullable
    Run run() {
        return run;
    }

    /** Why it was asked to stop; null while it was not. */
    @Nullable
    StopReason stopReason() {
        Stop asked = stop.get();
        return asked == null ? null : asked.reason();
    }

    /** For how long it has been asked to stop; zero while it was not. */
    Duration stoppingFor() {
        Stop asked = stop.get();
        return asked == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - asked.nanos());
    }

    /** Asks it to stop; the first reason counts, but for a lost lease, after which nothing else does. */
    void stop(StopReason reason) {
        Stop asked = new Stop(reason, System.nanoTime());
        boolean lost = reason == StopReason.LEASE_LOST;
        if (lost) {
            // Even of one that has ended: its outcome may still have to be written.
            stop.updateAndGet(old -> old == null || old.reason() != reason ? asked : old);
        }
        if (!settled.get() && (lost || stop.compareAndSet(null, asked)) && reason.courtesy().isZero()) {
            interrupt();
        }
    }

    /** Interrupts the handler, once. */
    synchronized void interrupt() {
        if (handlerThread != null && !interrupted) {
            interrupted = true;
            handlerThread.interrupt();
        }
    }

    /** The calling thread enters the handler. */
    synchronized void enter(Instant now, Duration longest) {
        run = new Run(runner, Thread.currentThread(), now, System.nanoTime(), longest);
        handlerThread = Thread.currentThread();
    }

    /** The calling thread has left the handler; an interrupt that was meant for it is forgotten. */
    synchronized void leave() {
        handlerThread = null;
        Thread.interrupted();
    }

    synchronized boolean isInHandler() {
        return handlerThread != null;
    }

    boolean isSettled() {
        return settled.get();
    }

    /** True for the first caller, who is to see to what comes of the job. */
    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    /** For the log. */
    @Override
    public String toString() {
        return "job " + envelope().jobId() + " (" + envelope().type() + ", attempt " + envelope().attempt() + ")";
    }

    /** A request to stop. */
    private record Stop(StopReason reason, long nanos) {
    }

    /**
     * The call of the handler.
     *
     * @param longest how long it may take
     */
    record Run(@Nullable Runner runner, Thread thread, Instant startedAt, long startedNanos, Duration longest) {
        Instant deadline() {
            return startedAt.plus(longest);
        }

        Duration time() {
            return Duration.ofNanos(System.nanoTime() - startedNanos);
        }
    }
}
