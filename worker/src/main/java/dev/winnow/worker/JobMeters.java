package dev.winnow.worker;

import dev.winnow.queue.JobEnvelope;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts and times of jobs. */
final class JobMeters {
    private final MeterRegistry registry;

    JobMeters(MeterRegistry registry, RunningJobs running) {
        this.registry = registry;
        Gauge.builder("winnow.worker.running", running, RunningJobs::count).description("Jobs that run here now")
                .register(registry);
    }

    /** A job's handler has ended. */
    void ended(JobEnvelope envelope, JobEnd end, Duration took) {
        String outcome = switch (end) {
            case JobEnd.Succeeded succeeded -> "succeeded";
            case JobEnd.Failed failed -> "failed";
            case JobEnd.Stopped stopped -> "stopped";
        };
        Timer.builder("winnow.job.duration").description("Attempts of jobs that ended here")
                .tag("priority", envelope.priority().code()).tag("type", envelope.type()).tag("outcome", outcome)
                .register(registry).record(took);
    }
}
