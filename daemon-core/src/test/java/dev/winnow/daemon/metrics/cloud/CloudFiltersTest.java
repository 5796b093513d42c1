package dev.winnow.daemon.metrics.cloud;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CloudFiltersTest {
    private final SimpleMeterRegistry cloud = new SimpleMeterRegistry();
    private final CompositeMeterRegistry all = new CompositeMeterRegistry();

    @BeforeEach
    void sent() {
        CloudFilters.apply(cloud);
        all.add(cloud);
    }

    @Test
    void aPriorityReadsAsOperatorsKnowIt() {
        for (String code : new String[]{"p0", "p1", "p2"}) {
            Gauge.builder("winnow.queue.depth", () -> 1).tag("priority", code).register(all);
        }

        assertThat(cloud.get("winnow.queue.depth").gauges()).extracting(gauge -> gauge.getId().getTag("priority"))
                .containsExactlyInAnyOrder("Immediate (p0)", "High Priority (p1)", "Standard (p2)");
    }

    @Test
    void tenThousandTypesAreOneSeriesOfEachPriorityAndOutcome() {
        for (int type = 0; type < 10_000; type++) {
            all.timer("winnow.job.duration", "priority", "p1", "type", "type-" + type, "outcome", "succeeded")
                    .record(Duration.ofMillis(1));
        }

        assertThat(cloud.get("winnow.job.duration").timers()).singleElement()
                .satisfies(timer -> assertThat(timer.count()).isEqualTo(10_000));
    }

    @Test
    void ofTheJvmAndThePoolsOnlyAFewAreSent() {
        all.counter("tomcat.sessions.created").increment();
        all.gauge("jvm.memory.used", Tags.of("area", "heap", "id", "G1 Old Gen"), 1);
        all.gauge("jvm.memory.used", Tags.of("area", "nonheap", "id", "Metaspace"), 1);
        all.gauge("hikaricp.connections.pending", 1);

        assertThat(cloud.getMeters()).extracting(Meter::getId).extracting(Meter.Id::getName)
                .containsExactlyInAnyOrder("jvm.memory.used", "hikaricp.connections.pending");
    }
}
