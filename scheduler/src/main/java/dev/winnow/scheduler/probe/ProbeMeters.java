package dev.winnow.scheduler.probe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** How trying new plugins went, as metrics. */
final class ProbeMeters {
    private final MeterRegistry registry;

    ProbeMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(Verdict verdict) {
        switch (verdict) {
            case Verdict.Tried tried -> timer(tried.passed() ? "passed" : "refused").record(tried.loadTime());
            case Verdict.Untried untried -> timer("untried").record(Duration.ZERO);
        }
    }

    private Timer timer(String outcome) {
        return Timer.builder("winnow.plugin.probe").tag("outcome", outcome)
                .description("New plugins tried before publishing, and how long they took to load").register(registry);
    }
}
