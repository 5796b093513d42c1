package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.JobContext;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Whether a job was asked to stop this long ago or longer, as far as one who asks now and then can know. */
final class CancelledFor implements BooleanSupplier {
    private final JobContext job;
    private final Duration grace;
    private boolean cancelled;
    private long since;

    CancelledFor(JobContext job, Duration grace) {
        this.job = job;
        this.grace = grace;
    }

    @Override
    public boolean getAsBoolean() {
        if (!cancelled && job.isCancelled()) {
            cancelled = true;
            since = System.nanoTime();
        }
        return cancelled && System.nanoTime() - since >= grace.toNanos();
    }
}
