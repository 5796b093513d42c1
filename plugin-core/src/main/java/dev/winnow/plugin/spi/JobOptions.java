package dev.winnow.plugin.spi;

import dev.winnow.plugin.spi.JobRequest.UniqueUntil;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When and how often a job may run. Keys have at most 190 characters, and no time is longer than {@link #LONGEST}.
 *
 * @param uniqueKey a second request with the same key is the job that has it already; null for none
 * @param uniqueUntil how long a job keeps its unique key; does not matter where {@code uniqueFor} is set
 * @param uniqueFor keeps the unique key for this long from the request on, finished or not; null: see uniqueUntil
 * @param idempotencyKey the same request made again by the same requester within a day, for example because its answer
 *     got lost, is the job that was made then; null for none
 * @param delay not to be started sooner than after this
 * @param expiresAfter not to be started any more after this long from the request on: it ends as expired; null for ever
 * @param deadline how long an attempt may run before it is cancelled, be it shorter or longer than the handler's policy
 *     says; null: as the policy says
 * @param concurrency at most so many jobs of a key are queued or run at once; the others wait; null for no limit
 * @param rate at most so many jobs of a key are started in a time; the others wait; null for no limit
 */
public record JobOptions(@Nullable String uniqueKey, UniqueUntil uniqueUntil, @Nullable Duration uniqueFor,
        @Nullable String idempotencyKey, Duration delay, @Nullable Duration expiresAfter,
        @Nullable Duration deadline, @Nullable Concurrency concurrency, @Nullable Rate rate) {
    /** No delay, window, expiry or deadline is longer, nor any wait between two attempts. */
    public static final Duration LONGEST = Duration.ofDays(366);
    /** As soon as its turn comes. */
    public static final JobOptions NONE = new JobOptions(null, UniqueUntil.DONE, null, null, Duration.ZERO, null, null,
            null, null);

    /** At most {@code most} jobs with this key at once. The latest request's number counts. */
    public record Concurrency(String key, int most) {
    }

    /** At most {@code most} jobs with this key started in any span of this length. The latest request's numbers count. */
    public record Rate(String key, int most, Duration per) {
    }

    /** The same, unique by this key until it starts or is finished. */
    public JobOptions uniqueUntil(String key, UniqueUntil until) {
        return new JobOptions(key, until, null, idempotencyKey, delay, expiresAfter, deadline, concurrency, rate);
    }

    /** The same, unique by this key for this long. */
    public JobOptions uniqueFor(String key, Duration window) {
        return new JobOptions(key, UniqueUntil.DONE, window, idempotencyKey, delay, expiresAfter, deadline, concurrency,
                rate);
    }

    /** The same, made once for this key. */
    public JobOptions idempotent(String key) {
        return new JobOptions(uniqueKey, uniqueUntil, uniqueFor, key, delay, expiresAfter, deadline, concurrency, rate);
    }

    /** The same, started no sooner than after this. */
    public JobOptions delayedBy(Duration value) {
        return new JobOptions(uniqueKey, uniqueUntil, uniqueFor, idempotencyKey, value, expiresAfter, deadline,
                concurrency, rate);
    }

    /** The same, not started any more after this. */
    public JobOptions expiringAfter(Duration value) {
        return new JobOptions(uniqueKey, uniqueUntil, uniqueFor, idempotencyKey, delay, value, deadline, concurrency,
                rate);
    }

    /** The same, cancelled when an attempt runs for longer than this. */
    public JobOptions withDeadline(Duration value) {
        return new JobOptions(uniqueKey, uniqueUntil, uniqueFor, idempotencyKey, delay, expiresAfter, value,
                concurrency, rate);
    }

    /** The same, with at most so many of this key at once. */
    public JobOptions atMost(int most, String key) {
        return new JobOptions(uniqueKey, uniqueUntil, uniqueFor, idempotencyKey, delay, expiresAfter, deadline,
                new Concurrency(key, most), rate);
    }

    /** The same, with at most so many of this key started in a time. */
    public JobOptions atMost(int most, Duration per, String key) {
        return new JobOptions(uniqueKey, uniqueUntil, uniqueFor, idempotencyKey, delay, expiresAfter, deadline,
                concurrency, new Rate(key, most, per));
    }
}
