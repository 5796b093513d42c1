package dev.winnow.worker;

import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.Lease;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A job that this worker holds. What ends it, the handler or a request to stop, is settled once. */
final class RunningJob {
    private final ClaimedJob claim;
    private final Instant deadline;
    private final AtomicReference<@Nullable StopReason> stopReason = new AtomicReference<>();
    private final AtomicBoolean settled = new AtomicBoolean();
    /** Set while the handler runs; guarded by this object, so that no interrupt hits what comes after it. */
    private @Nullable Thread handlerThread;

    RunningJob(ClaimedJob claim, Instant deadline) {
        this.claim = claim;
        this.deadline = deadline;
    }

    JobEnvelope envelope() {
        return claim.envelope();
    }

    Lease lease() {
        return claim.lease();
    }

    Instant deadline() {
        return deadline;
    }

    /** Why it was asked to stop; null while it was not. */
    @Nullable
    StopReason stopReason() {
        return stopReason.get();
    }

    /** Asks it to stop; the first reason counts. */
    void stop(StopReason reason) {
        if (!settled.get() && stopReason.compareAndSet(null, reason)) {
            synchronized (this) {
                if (handlerThread != null) {
                    handlerThread.interrupt();
                }
            }
        }
    }

    /** The calling thread enters the handler. */
    synchronized void enter() {
        handlerThread = Thread.currentThread();
        if (stopReason.get() != null) {
            Thread.currentThread().interrupt();
        }
    }

    /** The calling thread has left the handler; an interrupt that was meant for it is forgotten. */
    synchronized void leave() {
        handlerThread = null;
        Thread.interrupted();
    }

    /** True for the first caller, who is to write what came of the job. */
    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    /** For the log. */
    @Override
    public String toString() {
        return "job " + envelope().jobId() + " (" + envelope().type() + ", attempt " + envelope().attempt() + ")";
    }
}
