package dev.winnow.daemon.settings;

import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.redis.FairShares;
import dev.winnow.queue.redis.QueueOptions;
import dev.winnow.queue.redis.RedisJobQueue;
import dev.winnow.queue.redis.RedisMode;
import dev.winnow.queue.redis.RedisSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** How the queue is reached. */
public final class QueueAccess {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final SettingValues values;

    public QueueAccess(SettingValues values) {
        this.values = values;
    }

    /** A queue on the Redis that the variables name; it connects when it is used. */
    public JobQueue open() {
        return new RedisJobQueue(redis(), options());
    }

    /**
     * Turns by the lanes' shares for whoever hands out something else than the queue's jobs: at random, so that no
     * regularity of what asks can shut a lane out.
     */
    public Supplier<Priority> turns() {
        FairShares shares = shares();
        return () -> shares.draw(ThreadLocalRandom.current());
    }

    private FairShares shares() {
        List<Integer> shares = values.list(Variables.QUEUE_SHARES).stream().map(Integer::valueOf).toList();
        try {
            return new FairShares(shares.get(0), shares.get(1), shares.get(2));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    private QueueOptions options() {
        try {
            return QueueOptions.USUAL.sharedAs(shares())
                    .signedWith(values.find(Variables.QUEUE_HMAC_KEY).orElse(null));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    /** Where Redis is and how to sign in. */
    public RedisSettings redis() {
        try {
            return new RedisSettings(
                    RedisMode.valueOf(values.text(Variables.REDIS_MODE).toUpperCase(Locale.ROOT)),
                    values.list(Variables.REDIS_NODES), values.find(Variables.REDIS_USERNAME).orElse(null),
                    values.find(Variables.REDIS_PASSWORD).orElse(null), values.isOn(Variables.REDIS_TLS),
                    values.find(Variables.REDIS_SENTINEL_MASTER).orElse(null), TIMEOUT)
                    .trusting(Authorities.of(values, Variables.REDIS_TLS_CA))
                    .withSentinelLogin(values.find(Variables.REDIS_SENTINEL_USERNAME).orElse(null),
                            values.find(Variables.REDIS_SENTINEL_PASSWORD).orElse(null));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }
}
