package dev.winnow.daemon.health;

import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Answers {@code /health/ready} from the daemon's {@link Readiness}; a change is logged, with its reason. */
final class ReadyIndicator implements HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyIndicator.class);

    private final Readiness readiness;
    private final AtomicReference<String> last = new AtomicReference<>("");

    ReadyIndicator(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public Health health() {
        boolean ready = readiness.isReady();
        String reason = readiness.reason();
        String told = ready ? "ready" : "not ready: " + reason;
        if (!told.equals(last.getAndSet(told))) {
            LOG.info("Health checks are told: {}", told);
        }
        return ready ? Health.up().build() : Health.outOfService().withDetail("reason", reason).build();
    }
}
