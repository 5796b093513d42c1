package dev.winnow.web.page;

import dev.winnow.web.page.Frame.HealthDot;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.service.OverviewService;
import dev.winnow.web.service.SuiteHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** The health dot, looked up at most every two seconds however many pages are asked for. */
@Component
class HealthDots {
    static final HealthDot UNKNOWN = new HealthDot("Unknown", "", "");
    private static final Duration GOOD_FOR = Duration.ofSeconds(2);

    private final OverviewService overview;
    private final InstantSource clock;
    private final AtomicReference<Seen> last = new AtomicReference<>(new Seen(UNKNOWN, Instant.EPOCH));

    HealthDots(OverviewService overview, InstantSource clock) {
        this.overview = overview;
        this.clock = clock;
    }

    HealthDot current() {
        Instant now = clock.instant();
        Seen seen = last.get();
        if (seen.at().plus(GOOD_FOR).isAfter(now)) {
            return seen.dot();
        }
        Part<SuiteHealth> health = Part.of("the health", overview::health);
        SuiteHealth value = health.value();
        HealthDot dot = value == null
                ? new HealthDot("Down", "red", String.valueOf(health.problem()))
                : dot(value);
        last.set(new Seen(dot, now));
        return dot;
    }

    private static HealthDot dot(SuiteHealth health) {
        String reasons = String.join(" ", health.reasons());
        return switch (health.level()) {
            case HEALTHY -> new HealthDot("Healthy", "green", "All parts work.");
            case DEGRADED -> new HealthDot("Degraded", "amber", reasons);
            case DOWN -> new HealthDot("Down", "red", reasons);
        };
    }

    private record Seen(HealthDot dot, Instant at) {
    }
}
