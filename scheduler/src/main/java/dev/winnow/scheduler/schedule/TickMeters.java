package dev.winnow.scheduler.schedule;

import dev.winnow.db.schedule.Ruling;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What became of ticks since this scheduler started, and how late they are fired. */
public final class TickMeters implements MeterBinder {
    private static final String FIRED = "fired";

    private final Map<String, LongAdder> ticks = Map.of(FIRED, new LongAdder(), "coalesced", new LongAdder(),
            "caught-up", new LongAdder(), "skipped", new LongAdder());
    private final AtomicLong lag = new AtomicLong();

    void decided(Ruling ruling, Instant now) {
        for (Ruling.Decision decision : ruling.decisions()) {
            LongAdder count = ticks.get(decision.outcome());
            if (count != null) {
                count.add(decision.count());
            }
            if (decision.outcome().equals(FIRED)) {
                lag.set(Math.max(0, Duration.between(decision.tickAt(), now).toMillis()));
            }
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        ticks.forEach((outcome, count) -> FunctionCounter.builder("winnow.schedule.ticks", count, LongAdder::sum)
                .description("Ticks of schedules, by what became of them").tag("outcome", outcome).register(registry));
        TimeGauge.builder("winnow.schedule.lag", lag::get, TimeUnit.MILLISECONDS)
                .description("How long after its time the tick was fired that was fired last").register(registry);
    }
}
