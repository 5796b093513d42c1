package dev.winnow.web.api.json;

import dev.winnow.db.schedule.ScheduleRow;
import dev.winnow.plugin.spi.JobOptions;
import dev.winnow.plugin.spi.ScheduleDefinition;
import dev.winnow.plugin.spi.ScheduleOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schedule with how it stands.
 *
 * @param starts in its zone, as {@code ends}
 * @param unfinishedJobs of its last ticks, the latest first
 */
public record ScheduleJson(String name, String jobType, String priority, @Nullable String cron,
        @Nullable Long intervalSeconds, String zone, long jitterSeconds, long windowSeconds,
        Map<String, Object> arguments, String catchUp, @Nullable Long catchUpWithinSeconds, String overlap,
        @Nullable LocalDateTime starts, @Nullable LocalDateTime ends, @Nullable Long deadlineSeconds,
        @Nullable Long expiresAfterSeconds, JobOptions.@Nullable Concurrency concurrency, @Nullable RateJson rate,
        String origin, boolean paused, @Nullable Instant nextTickAt, @Nullable Instant lastTickAt, Instant firstSeen,
        List<String> unfinishedJobs) {
    /** At most so many of a key started in a span. */
    public record RateJson(String key, int most, long perSeconds) {
        static @Nullable RateJson of(JobOptions.@Nullable Rate rate) {
            return rate == null ? null : new RateJson(rate.key(), rate.most(), rate.per().toSeconds());
        }
    }

    public static ScheduleJson of(ScheduleRow row) {
        ScheduleDefinition definition = row.definition();
        ScheduleOptions options = definition.options();
        return new ScheduleJson(definition.name(), definition.jobType(), definition.priority().code(),
                definition.cron(), seconds(definition.interval()), definition.zone().getId(),
                definition.jitter().toSeconds(), options.window().toSeconds(), definition.arguments(),
                code(definition.catchUp()), seconds(options.catchUpWithin()), code(definition.overlap()),
                options.starts(), options.ends(), seconds(options.deadline()), seconds(options.expiresAfter()),
                options.concurrency(), RateJson.of(options.rate()), row.origin(), row.paused(), row.nextTickAt(),
                row.lastTickAt(), row.firstSeen(), row.unfinishedJobs().stream().map(String::valueOf).toList());
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
