package dev.winnow.worker;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread's turn in a slot: runs one job of the backlog after the other, until none is left for it. */
final class Runner implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final int OUT_OF_MEMORY = 3;

    private final Backlog backlog;
    private final Consumer<HeldJob> process;
    private final boolean reserved;
    /** Guarded by the backlog's lock. */
    private boolean abandoned;

    /** @param reserved whether it runs p0 jobs only */
    Runner(Backlog backlog, boolean reserved, Consumer<HeldJob> process) {
        this.backlog = backlog;
        this.reserved = reserved;
        this.process = process;
    }

    boolean isReserved() {
        return reserved;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Marks it; false if it was before. */
    boolean markAbandoned() {
        boolean first = !abandoned;
        abandoned = true;
        return first;
    }

    @Override
    public void run() {
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        @Nullable
        HeldJob job = backlog.next(this, 0);
        while (job != null) {
            long start = System.nanoTime();
            run(job);
            // A handler may have left its own behind.
            Thread.currentThread().setContextClassLoader(own);
            job = backlog.next(this, System.nanoTime() - start);
        }
    }

    private void run(HeldJob job) {
        try {
            job.runner(this);
            process.accept(job);
        } catch (OutOfMemoryError e) {
            // Launchers set -XX:+ExitOnOutOfMemoryError; without it, what else the shortage broke is unknown.
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        } catch (Throwable e) {
            LOG.error("{} ended in a defect of the worker; its lease ends with this worker's, and it is run again.",
                    job,
                    e);
        }
    }
}
