package dev.winnow.plugin.spi;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job that is wanted.
 *
 * @param type the {@link JobHandler}'s name
 * @param priority its lane
 * @param arguments as JSON has them; bound by {@link JobContext#arguments}
 * @param uniqueKey a second request with the same key is the job that has it already; null for none; at most 190
 *     characters
 * @param uniqueUntil how long a job keeps its unique key
 * @param delay not to be started sooner than after this
 */
public record JobRequest(String type, Priority priority, Map<String, Object> arguments, @Nullable String uniqueKey,
        UniqueUntil uniqueUntil, Duration delay) {
    /** How long a job keeps its unique key. */
    public enum UniqueUntil {
        /** Until it starts: a request made while it runs is a new job, which sees what changed since. */
        START,
        /** Until it is finished. */
        DONE
    }

    public JobRequest {
        arguments = Map.copyOf(arguments);
    }

    /** A job to be run as soon as its turn comes. */
    public static JobRequest of(String type, Priority priority, Map<String, Object> arguments) {
        return new JobRequest(type, priority, arguments, null, UniqueUntil.DONE, Duration.ZERO);
    }

    /** The same, unique by this key. */
    public JobRequest withUniqueKey(String key, UniqueUntil until) {
        return new JobRequest(type, priority, arguments, key, until, delay);
    }

    /** The same, started no sooner than after this. */
    public JobRequest withDelay(Duration value) {
        return new JobRequest(type, priority, arguments, uniqueKey, uniqueUntil, value);
    }
}
