package dev.winnow.web.health;

import dev.winnow.db.plugin.PluginStore;
import dev.winnow.plugin.registry.WarningCode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The warnings of the whole suite that nobody has acknowledged, as a gauge for each code: as many series as there are
 * codes. Each interface server reports the same numbers. Without an answer of MySQL they are not a number.
 */
@Component
class WarningMetrics implements MeterBinder {
    static final String NAME = "winnow.plugin.warnings.open";

    private static final Logger LOG = LoggerFactory.getLogger(WarningMetrics.class);
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final PluginStore store;
    private final InstantSource clock;
    private @Nullable Reading latest;

    WarningMetrics(PluginStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (WarningCode code : WarningCode.values()) {
            Gauge.builder(NAME, this, metrics -> metrics.count(code.code())).tag("code", code.code())
                    .description("Warnings on plugins and sources that nobody has acknowledged").register(registry);
        }
    }

    /** One scrape reads all codes, so they are read from MySQL once for all. */
    private synchronized double count(String code) {
        Instant now = clock.instant();
        Reading reading = latest;
        if (reading == null || reading.at().plus(FRESH).isBefore(now)) {
            reading = read(now);
            latest = reading;
        }
        Map<String, Integer> counts = reading.counts();
        return counts == null ? Double.NaN : counts.getOrDefault(code, 0);
    }

    private Reading read(Instant now) {
        try {
            return new Reading(now, store.warningCountsByCode());
        } catch (RuntimeException e) {
            LOG.warn("The open warnings could not be counted for {} ({}): trying again in {} s.", NAME, e.getMessage(),
                    FRESH.toSeconds());
            return new Reading(now, null);
        }
    }

    private record Reading(Instant at, @Nullable Map<String, Integer> counts) {
    }
}
