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
 * @param options when and how often it may run
 */
public record JobRequest(String type, Priority priority, Map<String, Object> arguments, JobOptions options) {
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
        return new JobRequest(type, priority, arguments, JobOptions.NONE);
    }

    /** The same with these options instead. */
    public JobRequest with(JobOptions value) {
        return new JobRequest(type, priority, arguments, value);
    }

    /** The same, unique by this key. */
    public JobRequest withUniqueKey(String key, UniqueUntil until) {
        return with(options.uniqueUntil(key, until));
    }

    /** The same, started no sooner than after this. */
    public JobRequest withDelay(Duration value) {
        return with(options.delayedBy(value));
    }

    /** The unique key; null for none. */
    public @Nullable String uniqueKey() {
        return options.uniqueKey();
    }

    /** How long it keeps its unique key. */
    public UniqueUntil uniqueUntil() {
        return options.uniqueUntil();
    }

    /** How long it is held back. */
    public Duration delay() {
        return options.delay();
    }
}
