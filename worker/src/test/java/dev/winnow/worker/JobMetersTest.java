package dev.winnow.worker;

import dev.winnow.plugin.spi.JobResult;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobEnvelope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JobMetersTest {
    private static final int MANY = 10_000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JobMeters meters = new JobMeters(registry, new HeldJobs());

    @Test
    void tenThousandTypesAreAHundredAndOneSeriesAndNoneIsLeftOut() {
        LongStream.range(0, MANY).parallel().forEach(id -> meters.ended(job(id, "type-" + id, Priority.P1),
                new JobEnd.Succeeded(JobResult.NONE)));

        assertThat(registry.get("winnow.job.duration").timers()).hasSize(101);
        assertThat(registry.get("winnow.job.duration").timers().stream().mapToLong(Timer::count).sum())
                .isEqualTo(MANY);
        assertThat(registry.scrape().lines().filter(line -> line.startsWith("winnow_job_duration_seconds_count")))
                .hasSize(101);
    }

    @Test
    void whatEndsIsCountedByPriorityAndOutcome() {
        meters.ended(job(1, "a", Priority.P0), new JobEnd.Failed(new IllegalStateException()));
        meters.ended(job(2, "a", Priority.P0), new JobEnd.Failed(new IllegalStateException()));
        meters.ended(job(3, "a", Priority.P2), new JobEnd.Expired());
        meters.leaseLost(job(4, "a", Priority.P1));

        assertThat(counter("winnow.job.finished", "p0", "failed").count()).isEqualTo(2);
        assertThat(counter("winnow.job.finished", "p2", "expired").count()).isEqualTo(1);
        assertThat(counter("winnow.job.finished", "p1", "succeeded").count()).isZero();
        assertThat(registry.get("winnow.worker.leases.lost").tag("priority", "p1").counter().count()).isEqualTo(1);
    }

    @Test
    void eachOutcomeHasACounterOfEachPriorityFromTheStart() {
        assertThat(registry.get("winnow.job.finished").counters())
                .hasSize(Priority.values().length * JobEnd.WORDS.size());
        assertThat(JobEnd.WORDS).contains(new JobEnd.Expired().word(), new JobEnd.Parked("").word(),
                new JobEnd.Stopped(StopReason.DRAIN).word(), new JobEnd.Abandoned(StopReason.DEADLINE, "").word(),
                new JobEnd.Succeeded(JobResult.NONE).word(), new JobEnd.Failed(new IllegalStateException()).word());
    }

    private Counter counter(String name, String priority, String outcome) {
        return registry.get(name).tag("priority", priority).tag("outcome", outcome).counter();
    }

    private static HeldJob job(long id, String type, Priority priority) {
        HeldJob job = new HeldJob(new ClaimedJob(JobEnvelope.first(id, type, priority), "me", Instant.MAX, false), null,
                null);
        job.enter(Instant.EPOCH, Duration.ofMinutes(1));
        return job;
    }
}
