package dev.winnow.worker;

import dev.winnow.daemon.metrics.BoundedNames;
import dev.winnow.db.TimeOrderedIds;
import dev.winnow.plugin.spi.Priority;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** Counts and times of jobs, by priority and type; beyond a hundred types they are one. */
final class JobMeters {
    private static final int MOST_TYPES = 100;

    private final MeterRegistry registry;
    private final BoundedNames types = new BoundedNames(MOST_TYPES);
    private final ConcurrentMap<Ended, Timer> durations = new ConcurrentHashMap<>();
    /** By priority. */
    private final List<LaneMeters> lanes;
    private final Counter abandoned;

    JobMeters(MeterRegistry registry, HeldJobs held) {
        this.registry = registry;
        Gauge.builder("winnow.worker.running", held, HeldJobs::running).description("Jobs that run here now")
                .register(registry);
        Gauge.builder("winnow.worker.held", held, HeldJobs::count)
                .description("Jobs held here: waiting to start, running, or not yet acknowledged").register(registry);
        lanes = Stream.of(Priority.values()).map(priority -> LaneMeters.of(registry, priority)).toList();
        abandoned = Counter.builder("winnow.worker.jobs.abandoned")
                .description("Jobs that did not heed a request to stop").register(registry);
    }

    /** Threads whose jobs did not heed a request to stop. */
    void stuck(Collection<?> threads) {
        Gauge.builder("winnow.worker.threads.stuck", threads, Collection::size)
                .description("Threads that are still in a job that was abandoned").register(registry);
    }

    /** A job's handler is called. */
    void started(HeldJob job, Instant now) {
        LaneMeters lane = lane(job);
        lane.started().increment();
        if (job.envelope().attempt() == 1) {
            lane.waits().record(Duration.between(TimeOrderedIds.timeOf(job.lease().jobId()), now));
        }
        if (job.envelope().crashes() > 0) {
            lane.recovered().increment();
        }
    }

    /** A job has ended here. */
    void ended(HeldJob job, JobEnd end) {
        if (end instanceof JobEnd.Abandoned) {
            abandoned.increment();
        }
        lane(job).finished(end.word());
        HeldJob.Run run = job.run();
        if (run != null) {
            Ended key = new Ended(job.envelope().priority(), types.of(job.envelope().type()), end.word());
            durations.computeIfAbsent(key, this::timer).record(run.time());
        }
    }

    void leaseLost(HeldJob job) {
        lane(job).leasesLost().increment();
    }

    private LaneMeters lane(HeldJob job) {
        return lanes.get(job.envelope().priority().ordinal());
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
