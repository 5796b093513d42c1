package dev.winnow.scheduler.schedule;

import dev.winnow.db.Texts;
import dev.winnow.db.job.NewJob;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.JobOptions.Concurrency;
import dev.winnow.plugin.spi.JobRequest;
import dev.winnow.plugin.spi.JobRequest.UniqueUntil;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the job of a tick: delayed by its part of the window or of the jitter, the cause of all that follows from it. */
final class TickJobs {
    private final RandomGenerator random;
    private final UnaryOperator<String> correlation;

    /** @param correlation a new one, for the schedule with this name */
    TickJobs(RandomGenerator random, UnaryOperator<String> correlation) {
        this.random = random;
        this.correlation = correlation;
    }

    NewJob of(ScheduleDefinition schedule) {
        Duration delay = jitter(schedule.jitter()).plus(offset(schedule.name(), schedule.options().window()));
        return new NewJob(request(schedule, delay), cause(schedule), null, correlation.apply(schedule.name()));
    }

    /** The same, at once, because somebody asks. */
    NewJob now(ScheduleDefinition schedule, String requestedBy) {
        return new NewJob(request(schedule, Duration.ZERO), requestedBy, null, correlation.apply(schedule.name()));
    }

    /** Who asks for the jobs of its ticks, and calls them off. */
    static String cause(ScheduleDefinition schedule) {
        return "schedule:" + schedule.name();
    }

    /**
     * How much later than at its ticks a schedule's jobs start: the same on every host and after every restart, and
     * spread evenly over the window, whatever the names are like.
     */
    static Duration offset(String name, Duration window) {
        if (window.isZero()) {
            return Duration.ZERO;
        }
        byte[] hash = Texts.newSha256().digest(name.getBytes(StandardCharsets.UTF_8));
        return Duration.ofMillis(Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), window.toMillis()));
    }

    private static JobRequest request(ScheduleDefinition schedule, Duration delay) {
        ScheduleOptions options = schedule.options();
        return JobRequest.of(schedule.jobType(), schedule.priority(), schedule.arguments())
                .with(new JobOptions(null, UniqueUntil.DONE, null, null, delay, options.expiresAfter(),
                        options.deadline(), concurrency(schedule), options.rate()));
    }

    /** Where one waits for another, a limit of one keeps it waiting. */
    private static @Nullable Concurrency concurrency(ScheduleDefinition schedule) {
        return switch (schedule.overlap()) {
            case ALLOW, SKIP -> schedule.options().concurrency();
            case QUEUE_ONE, CANCEL -> new Concurrency(cause(schedule), 1);
        };
    }

    private Duration jitter(Duration most) {
        return most.isZero() ? Duration.ZERO : Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }
}
