package dev.winnow.scheduler;

import dev.winnow.scheduler.lead.Leadership;
import dev.winnow.scheduler.lead.Term;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Whether this scheduler leads, and since how many changes. */
final class LeaderMetrics implements MeterBinder {
    private final Leadership leadership;

    LeaderMetrics(Leadership leadership) {
        this.leadership = leadership;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("winnow.leader", leadership, lead -> lead.term().isPresent() ? 1 : 0)
                .description("1 while this scheduler leads").register(registry);
        Gauge.builder("winnow.leader.epoch", leadership, LeaderMetrics::epoch)
                .description("The epoch under which this scheduler leads; 0 while it stands by").register(registry);
    }

    private static double epoch(Leadership leadership) {
        return leadership.term().map(Term::held).map(held -> held.epoch()).orElse(0L);
    }
}
