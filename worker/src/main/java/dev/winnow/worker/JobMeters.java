package dev.winnow.worker;

import dev.winnow.db.TimeOrderedIds;
import dev.winnow.plugin.spi.Priority;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts and times of jobs, by priority and type; beyond a hundred types they are one. */
final class JobMeters {
    private static final int MOST_TYPES = 100;
    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Set<String> types = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<Ended, Timer> durations = new ConcurrentHashMap<>();
    /** By priority. */
    private final List<Timer> waits = new ArrayList<>();
    /** By priority. */
    private final List<Counter> started = new ArrayList<>();
    private final Counter leasesLost;
    private final Counter abandoned;
    private final Counter recovered;

    JobMeters(MeterRegistry registry, HeldJobs held) {
        this.registry = registry;
        Gauge.builder("winnow.worker.running", held, HeldJobs::running).description("Jobs that run here now")
                .register(registry);
        Gauge.builder("winnow.worker.held", held, HeldJobs::count)
                .description("Jobs held here: waiting to start, running, or not yet acknowledged").register(registry);
        for (Priority priority : Priority.values()) {
            waits.add(Timer.builder("winnow.job.wait")
                    .description("From being asked for to the first start here").tag("priority", priority.code())
                    .register(registry));
            started.add(Counter.builder("winnow.job.started").description("Attempts that started here")
                    .tag("priority", priority.code()).register(registry));
        }
        leasesLost = Counter.builder("winnow.worker.leases.lost").description("Jobs whose lease ended while they ran")
                .register(registry);
        abandoned = Counter.builder("winnow.worker.jobs.abandoned")
                .description("Jobs that did not heed a request to stop").register(registry);
        recovered = Counter.builder("winnow.worker.jobs.recovered")
                .description("Attempts that started here after an earlier one lost its worker").register(registry);
    }

    /** Threads whose jobs did not heed a request to stop. */
    void stuck(Collection<?> threads) {
        Gauge.builder("winnow.worker.threads.stuck", threads, Collection::size)
                .description("Threads that are still in a job that was abandoned").register(registry);
    }

    /** A job's handler is called. */
    void started(HeldJob job, Instant now) {
        int priority = job.envelope().priority().ordinal();
        started.get(priority).increment();
        if (job.envelope().attempt() == 1) {
            waits.get(priority).record(Duration.between(TimeOrderedIds.timeOf(job.lease().jobId()), now));
        }
        if (job.envelope().crashes() > 0) {
            recovered.increment();
        }
    }

    /** A job has ended here. */
    void ended(HeldJob job, JobEnd end) {
        if (end instanceof JobEnd.Abandoned) {
            abandoned.increment();
        }
        HeldJob.Run run = job.run();
        if (run != null) {
            Ended key = new Ended(job.envelope().priority(), bounded(job.envelope().type()), end.word());
            durations.computeIfAbsent(key, this::timer).record(run.time());
        }
    }

    void leaseLost() {
        leasesLost.increment();
    }

    private String bounded(String type) {
        return types.contains(type) || types.size() < MOST_TYPES && types.add(type) ? type : OTHER;
    }

    private Timer timer(Ended ended) {
        return Timer.builder("winnow.job.duration").description("Attempts of jobs that ended here")
                .tag("priority", ended.priority().code()).tag("type", ended.type()).tag("outcome", ended.outcome())
                .register(registry);
    }

    /** What is told apart. */
    private record Ended(Priority priority, String type, String outcome) {
    }
}
