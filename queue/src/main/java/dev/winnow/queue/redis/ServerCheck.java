package dev.winnow.queue.redis;

import dev.winnow.queue.QueueUnfitException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Looks at a server's version and settings, by INFO, since managed ones do not allow CONFIG. One in use is looked at with
 * the first command, after each cut, since another server may answer then, and once a minute, since somebody may have
 * changed it.
 */
final class ServerCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);
    private static final int OLDEST = 7;
    private static final String RIGHT_POLICY = "noeviction";
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final AtomicLong due;
    private final AtomicReference<String> lastPolicy = new AtomicReference<>(RIGHT_POLICY);
    private final RestartWatch restarts;
    private final AtomicBoolean isNew = new AtomicBoolean(true);

    /** @param restarts is told of cuts and of who answers after them */
    ServerCheck(LongSupplier nanoTime, RestartWatch restarts) {
        this.nanoTime = nanoTime;
        this.restarts = restarts;
        this.due = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Looks once.
     *
     * @throws QueueUnfitException if the server would lose jobs or cannot run our scripts
     */
    static void examine(UnifiedJedis redis) {
        unfit(redis, policy(redis)).ifPresent(reason -> {
            throw new QueueUnfitException(reason);
        });
    }

    /**
     * To be called before each use; looks where it is time to. What is wrong is said and the server used on: to renew no
     * lease any more, and to acknowledge nothing, would do more harm.
     */
    void before(UnifiedJedis redis) {
        long now = nanoTime.getAsLong();
        long last = due.get();
        if (now - last >= 0 && due.compareAndSet(last, now + EVERY.toNanos())) {
            if (isNew.getAndSet(false)) {
                meet(redis);
            }
            look(redis);
        }
    }

    private void meet(UnifiedJedis redis) {
        try {
            restarts.look(fields(info(redis, "server")));
        } catch (RuntimeException e) {
            cutOff();
            throw e;
        }
    }

    /** The connection was cut: whoever answers next is looked at. */
    void cutOff() {
        restarts.cutOff();
        isNew.set(true);
        due.set(nanoTime.getAsLong());
    }

    private void look(UnifiedJedis redis) {
        String policy = policy(redis);
        String before = lastPolicy.getAndSet(policy);
        Optional<String> unfit = unfit(redis, policy);
        if (unfit.isPresent()) {
            LOG.warn("{}. It is used on meanwhile: jobs that it loses are pushed again from MySQL, and may run late or "
                    + "twice", unfit.get());
        } else if (!policy.equals(before)) {
            say(policy);
        }
    }

    private static void say(String policy) {
        if (policy.isEmpty()) {
            LOG.warn("Redis does not tell its maxmemory-policy (INFO memory): see that it is noeviction, else it may "
                    + "throw away waiting jobs when memory is short");
        } else if (policy.equals(RIGHT_POLICY)) {
            LOG.info("Redis has maxmemory-policy {} now", policy);
        } else {
            LOG.warn("Redis has maxmemory-policy {}: Winnow's keys never expire, so none of them is evicted, but "
                    + "noeviction says what is meant", policy);
        }
    }

    /** What is wrong with the server and how to mend that. */
    private static Optional<String> unfit(UnifiedJedis redis, String policy) {
        String version = field(info(redis, "server"), "redis_version");
        if (major(version) < OLDEST) {
            return Optional.of("Redis " + version + " is too old: Winnow's scripts need Redis 7 or newer, or Valkey; "
                    + "upgrade the server");
        }
        return policy.startsWith("allkeys-")
                ? Optional.of("Redis has maxmemory-policy " + policy + " and would throw away waiting jobs when memory "
                        + "is short; set it to noeviction (CONFIG SET maxmemory-policy noeviction, and in redis.conf), "
                        + "or give Winnow a Redis of its own")
                : Optional.empty();
    }

    private static String policy(UnifiedJedis redis) {
        return field(info(redis, "memory"), "maxmemory_policy");
    }

    /** Nothing where this user may not ask. */
    static String info(UnifiedJedis redis, String section) {
        try {
            return redis.info(section);
        } catch (JedisDataException e) {
            if (!String.valueOf(e.getMessage()).startsWith("NOPERM")) {
                throw e;
            }
            return "";
        }
    }

    private static String field(String info, String name) {
        return fields(info).getOrDefault(name, "");
    }

    /** The answer to INFO by name. */
    static Map<String, String> fields(String info) {
        return info.lines().filter(line -> line.indexOf(':') > 0).collect(Collectors.toMap(
                line -> line.substring(0, line.indexOf(':')), line -> line.substring(line.indexOf(':') + 1).strip(),
                (first, second) -> first));
    }

    /** Of a version that we cannot read we think the best. */
    private static int major(String version) {
        String digits = version.split("\\.", 2)[0];
        return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : OLDEST;
    }
}
