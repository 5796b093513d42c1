package dev.winnow.queue.redis;

import dev.winnow.queue.QueueUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Looks at a server for the doctor, also at one that the queue would refuse to work with. By INFO and TIME, which managed
 * servers allow, too. Changes nothing.
 */
public final class RedisExaminer {
    private static final byte[] TIME = "return redis.call('TIME')".getBytes(StandardCharsets.UTF_8);
    private static final long NANOS_OF_MICRO = 1_000;

    private final InstantSource clock;

    public RedisExaminer(InstantSource clock) {
        this.clock = clock;
    }

    /** Looks; takes some seconds where nothing answers, and never throws for Redis' sake. */
    public RedisExamination examine(RedisSettings settings) {
        RedisClients clients = new RedisClients(settings);
        try (RedisCommands commands = new RedisCommands(settings, clients::forCommands)) {
            return new RedisExamination.Entered(commands.call(this::facts));
        } catch (QueueUnavailableException e) {
            String reason = String.valueOf(e.getMessage());
            return answered(e) ? new RedisExamination.Refused(reason) : new RedisExamination.Unreachable(reason);
        }
    }

    /** Whether the server said something, be it no. */
    private static boolean answered(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JedisDataException) {
                return true;
            }
        }
        return false;
    }

    private RedisFacts facts(UnifiedJedis redis) {
        Map<String, String> info = new HashMap<>();
        for (String section : List.of("server", "memory", "persistence", "replication", "clients")) {
            info.putAll(ServerCheck.fields(ServerCheck.info(redis, section)));
        }
        Instant asked = clock.instant();
        Optional<Instant> theirs = time(redis);
        Duration roundTrip = Duration.between(asked, clock.instant());
        Instant middle = asked.plus(roundTrip.dividedBy(2));
        return new RedisFacts(info.getOrDefault("redis_version", ""), info.getOrDefault("maxmemory_policy", ""),
                info.getOrDefault("aof_enabled", "0").equals("1"),
                !info.getOrDefault("rdb_last_bgsave_status", "ok").equals("err")
                        && !info.getOrDefault("aof_last_write_status", "ok").equals("err"),
                info.getOrDefault("role", "master").equals("slave"), number(info, "used_memory"),
                number(info, "maxmemory"), number(info, "connected_clients"), number(info, "maxclients"),
                theirs.map(time -> Duration.between(middle, time)), roundTrip);
    }

    /** By a script, since that finds its node in a cluster, too; empty where this user may not ask. */
    private static Optional<Instant> time(UnifiedJedis redis) {
        try {
            List<?> parts = Answers.list(redis.eval(TIME, Keys.OF_SCRIPTS, List.of()));
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(Answers.text(parts.get(0))),
                    Long.parseLong(Answers.text(parts.get(1))) * NANOS_OF_MICRO));
        } catch (JedisDataException e) {
            if (!String.valueOf(e.getMessage()).contains("NOPERM")) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static long number(Map<String, String> info, String name) {
        String value = info.getOrDefault(name, "");
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : -1;
    }
}
