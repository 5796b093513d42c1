package dev.winnow.scheduler.dispatch;

import dev.winnow.plugin.spi.Priority;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this scheduler has had to set right since it started, as counters. */
public final class JobCounts implements MeterBinder {
    private final Map<Priority, LongAdder> enqueued = lanes();
    private final Map<Priority, LongAdder> recovered = lanes();
    private final Map<Priority, LongAdder> dead = lanes();
    private final LongAdder losses = new LongAdder();
    private final Map<Mending, LongAdder> mended = new EnumMap<>(Mending.class);

    public JobCounts() {
        for (Mending mending : Mending.values()) {
            mended.put(mending, new LongAdder());
        }
    }

    /** An envelope went into this lane. */
    void enqueued(Priority lane) {
        count(enqueued, lane);
    }

    /** A job of this lane was taken from a worker that was lost. */
    void recovered(Priority lane) {
        count(recovered, lane);
    }

    /** A job of this lane was given up. */
    void died(Priority lane) {
        count(dead, lane);
    }

    void queueLost() {
        losses.increment();
    }

    void mended(Mending mending, int jobs) {
        mended.getOrDefault(mending, new LongAdder()).add(jobs);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counters(registry, "winnow.job.enqueued", "Jobs brought into the queue, again after a loss too", enqueued);
        counters(registry, "winnow.jobs.recovered", "Jobs taken from a worker that was lost and queued again",
                recovered);
        counters(registry, "winnow.jobs.dead", "Jobs given up since they lost too many workers", dead);
        FunctionCounter.builder("winnow.queue.losses", losses, LongAdder::sum)
                .description("Times that the queue was found emptied or gone back in time").register(registry);
        mended.forEach((mending, count) -> {
            if (mending != Mending.NONE) {
                FunctionCounter.builder("winnow.queue.mended", count, LongAdder::sum)
                        .description("Jobs of which ledger and queue differed, by what was done")
                        .tag("what", mending.name().toLowerCase(Locale.ROOT).replace('_', '-')).register(registry);
            }
        });
    }

    private static Map<Priority, LongAdder> lanes() {
        return Stream.of(Priority.values()).collect(Collectors.toUnmodifiableMap(lane -> lane,
                lane -> new LongAdder()));
    }

    private static void count(Map<Priority, LongAdder> counts, Priority lane) {
        counts.getOrDefault(lane, new LongAdder()).increment();
    }

    private static void counters(MeterRegistry registry, String name, String description,
            Map<Priority, LongAdder> counts) {
        counts.forEach((lane, count) -> FunctionCounter.builder(name, count, LongAdder::sum).description(description)
                .tag("priority", lane.code()).register(registry));
    }
}
