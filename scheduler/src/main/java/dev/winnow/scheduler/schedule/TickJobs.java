package dev.winnow.scheduler.schedule;

import dev.winnow.db.job.NewJob;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.ScheduleDefinition;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes the job of a tick: delayed by a random part of the jitter, the cause of all that follows from it. */
final class TickJobs {
    private final RandomGenerator random;
    private final Supplier<UUID> correlation;

    TickJobs(RandomGenerator random, Supplier<UUID> correlation) {
        this.random = random;
        this.correlation = correlation;
    }

    NewJob of(ScheduleDefinition schedule) {
        return new NewJob(request(schedule).withDelay(jitter(schedule.jitter())), "schedule:" + schedule.name(), null,
                correlation.get().toString());
    }

    /** The same, at once, because somebody asks. */
    NewJob now(ScheduleDefinition schedule, String requestedBy) {
        return new NewJob(request(schedule), requestedBy, null, correlation.get().toString());
    }

    private static JobRequest request(ScheduleDefinition schedule) {
        return JobRequest.of(schedule.jobType(), schedule.priority(), schedule.arguments());
    }

    private Duration jitter(Duration most) {
        return most.isZero() ? Duration.ZERO : Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }
}
