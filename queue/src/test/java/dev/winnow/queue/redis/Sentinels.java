package dev.winnow.queue.redis;

import dev.winnow.embedded.testing.WatchedRedis;
import java.time.Duration;
import java.util.List;

/** How a queue finds the master that a sentinel watches. */
final class Sentinels {
    private Sentinels() {
    }

    static RedisSettings settings(WatchedRedis servers) {
        return new RedisSettings(RedisMode.SENTINEL, List.of(servers.sentinelNode()), null, null, false,
                WatchedRedis.NAME, Duration.ofSeconds(5));
    }
}
