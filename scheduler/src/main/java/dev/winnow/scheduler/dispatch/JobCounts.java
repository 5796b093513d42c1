package dev.winnow.scheduler.dispatch;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What this scheduler has had to set right since it started, as counters. */
public final class JobCounts implements MeterBinder {
    private final LongAdder recovered = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private final LongAdder losses = new LongAdder();
    private final Map<Mending, LongAdder> mended = new EnumMap<>(Mending.class);

    public JobCounts() {
        for (Mending mending : Mending.values()) {
            mended.put(mending, new LongAdder());
        }
    }

    void recovered(int jobs) {
        recovered.add(jobs);
    }

    void died(int jobs) {
        dead.add(jobs);
    }

    void queueLost() {
        losses.increment();
    }

    void mended(Mending mending, int jobs) {
        mended.getOrDefault(mending, new LongAdder()).add(jobs);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "winnow.jobs.recovered", "Jobs taken from a worker that was lost and queued again",
                recovered);
        counter(registry, "winnow.jobs.dead", "Jobs given up since they lost too many workers", dead);
        counter(registry, "winnow.queue.losses", "Times that the queue was found emptied or gone back in time", losses);
        mended.forEach((mending, count) -> {
            if (mending != Mending.NONE) {
                FunctionCounter.builder("winnow.queue.mended", count, LongAdder::sum)
                        .description("Jobs of which ledger and queue differed, by what was done")
                        .tag("what", mending.name().toLowerCase(Locale.ROOT).replace('_', '-')).register(registry);
            }
        });
    }

    private static void counter(MeterRegistry registry, String name, String description, LongAdder count) {
        FunctionCounter.builder(name, count, LongAdder::sum).description(description).register(registry);
    }
}
