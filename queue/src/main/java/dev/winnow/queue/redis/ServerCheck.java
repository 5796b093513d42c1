package dev.winnow.queue.redis;

import dev.winnow.queue.QueueUnavailableException;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Looks at a server's version and settings before the first use. */
final class ServerCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);
    private static final int OLDEST = 7;

    /**
     * Looks at the server; by INFO, since managed ones do not allow CONFIG.
     *
     * @throws QueueUnavailableException if it would lose jobs or cannot run our scripts
     */
    void examine(UnifiedJedis redis) {
        String version = field(info(redis, "server"), "redis_version");
        if (major(version) < OLDEST) {
            throw new QueueUnavailableException("Redis " + version + " is too old: Winnow's scripts need Redis 7 or "
                    + "newer, or Valkey; upgrade the server", null);
        }
        String policy = field(info(redis, "memory"), "maxmemory_policy");
        if (policy.startsWith("allkeys-")) {
            throw new QueueUnavailableException("Redis has maxmemory-policy " + policy
                    + " and would throw away waiting "
                    + "jobs when memory is short; set it to noeviction (CONFIG SET maxmemory-policy noeviction, and in "
                    + "redis.conf), or give Winnow a Redis of its own", null);
        }
        if (policy.isEmpty()) {
            LOG.warn(
                    "Redis does not tell its maxmemory-policy (INFO memory): see that it is noeviction, else it may throw "
                            + "away waiting jobs when memory is short");
        }
        if (policy.startsWith("volatile-")) {
            LOG.warn("Redis has maxmemory-policy {}: Winnow's keys never expire, so none of them is evicted, but "
                    + "noeviction says what is meant", policy);
        }
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
