package dev.winnow.scheduler.dispatch;

import dev.winnow.daemon.queue.LaneForecast;
import dev.winnow.daemon.queue.LaneForecasts;
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
    /** A scrape asks for many numbers and Redis once. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final JobQueue queue;
    private final LaneForecasts forecasts;
    private final LongSupplier nanoTime;
    private List<LaneStatus> lanes = List.of();
    private @Nullable Long askedAt;

    public LaneMetrics(JobQueue queue, LaneForecasts forecasts, LongSupplier nanoTime) {
        this.queue = queue;
        this.forecasts = forecasts;
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
            gauge(registry, priority, "winnow.queue.delayed", "Jobs of the lane that are held back for a retry",
                    LaneStatus::delayed);
            gauge(registry, priority, "winnow.queue.paused", "1 while nothing of the lane is handed out",
                    lane -> lane.paused() ? 1 : 0);
            forecast(registry, priority, "winnow.queue.workers.needed",
                    "Workers that would take what comes in and drain what waits within the target time",
                    LaneForecast::workersNeeded);
            forecast(registry, priority, "winnow.queue.in.per.minute", "Jobs that came in, a minute",
                    LaneForecast::inPerMinute);
            forecast(registry, priority, "winnow.queue.out.per.minute", "Jobs that were finished, a minute",
                    LaneForecast::outPerMinute);
            forecast(registry, priority, "winnow.queue.drain.seconds",
                    "How long until nothing waits if it goes on like this; not a number if never",
                    LaneMetrics::drainSeconds);
        }
    }

    private static double drainSeconds(LaneForecast lane) {
        Duration time = lane.drainTime();
        return time == null ? Double.NaN : time.toMillis() / 1000.0;
    }

    private void forecast(MeterRegistry registry, Priority priority, String name, String description,
            ToDoubleFunction<LaneForecast> value) {
        Gauge.builder(name, forecasts, all -> all.forecasts().stream().filter(lane -> lane.priority() == priority)
                .mapToDouble(value).findFirst().orElse(Double.NaN)).description(description)
                .tag("priority", priority.code()).register(registry);
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
