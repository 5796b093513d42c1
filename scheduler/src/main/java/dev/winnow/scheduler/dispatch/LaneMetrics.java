package dev.winnow.scheduler.dispatch;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.LaneStatus;
import dev.winnow.queue.QueueUnavailableException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How each lane stands, as gauges; not a number while Redis cannot be asked. */
public final class LaneMetrics implements MeterBinder {
    /** A scrape asks for nine numbers and Redis once. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final JobQueue queue;
    private final LongSupplier nanoTime;
    private List<LaneStatus> lanes = List.of();
    private @Nullable Long askedAt;

    public LaneMetrics(JobQueue queue, LongSupplier nanoTime) {
        this.queue = queue;
        this.nanoTime = nanoTime;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Priority priority : Priority.values()) {
            gauge(registry, priority, "winnow.queue.depth", "Jobs waiting in the lane", LaneStatus::depth);
            gauge(registry, priority, "winnow.queue.running", "Jobs of the lane that a worker holds",
                    LaneStatus::running);
            gauge(registry, priority, "winnow.queue.oldest.age.seconds",
                    "How long the lane's oldest waiting job has been waiting", lane -> lane.oldestAge().toMillis()
                            / 1000.0);
        }
    }

    private void gauge(MeterRegistry registry, Priority priority, String name, String description,
            ToDoubleFunction<LaneStatus> value) {
        Gauge.builder(name, this, metrics -> metrics.read(priority, value)).description(description)
                .tag("priority", priority.code()).register(registry);
    }

    private double read(Priority priority, ToDoubleFunction<LaneStatus> value) {
        return lanes().stream().filter(lane -> lane.priority() == priority).mapToDouble(value).findFirst()
                .orElse(Double.NaN);
    }

    private synchronized List<LaneStatus> lanes() {
        long now = nanoTime.getAsLong();
        if (askedAt == null || now - askedAt > FRESH.toNanos()) {
            askedAt = now;
            try {
                lanes = queue.lanes();
            } catch (QueueUnavailableException e) {
                // The dispatcher says so; here the gap in the graph does.
                lanes = List.of();
            }
        }
        return lanes;
    }
}
