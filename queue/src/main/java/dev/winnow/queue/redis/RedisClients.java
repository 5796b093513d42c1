package dev.winnow.queue.redis;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;

/** Makes clients for the three modes. Standalone and cluster clients connect when they are first used. */
final class RedisClients {
    private static final int CONNECTIONS = 16;

    private final RedisSettings settings;

    RedisClients(RedisSettings settings) {
        this.settings = settings;
    }

    /** A pooled client for commands. */
    UnifiedJedis forCommands() {
        return client(CONNECTIONS, config(Duration.ZERO), false);
    }

    /** A pooled client for commands that block for so long at most. */
    UnifiedJedis forWaiting(Duration longest) {
        return client(CONNECTIONS, config(longest.plus(settings.timeout())), false);
    }

    /** A client of one connection for a subscription; it fails when nothing has been heard for this long. */
    UnifiedJedis forSubscription(Duration silence) {
        return client(1, config(silence), true);
    }

    private UnifiedJedis client(int connections, JedisClientConfig config, boolean subscription) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(connections);
        pool.setMaxIdle(connections);
        pool.setMaxWait(settings.timeout());
        pool.setJmxEnabled(false);
        if (subscription) {
            pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        }
        Set<HostAndPort> nodes = settings.nodes().stream().map(HostAndPort::from).collect(Collectors.toSet());
        return switch (settings.mode()) {
            case STANDALONE -> RedisClient.builder().hostAndPort(HostAndPort.from(settings.nodes().getFirst()))
                    .clientConfig(config).poolConfig(pool).build();
            case SENTINEL -> RedisSentinelClient.builder().sentinels(nodes).masterName(settings.sentinelMaster())
                    .clientConfig(config).sentinelClientConfig(sentinelConfig()).poolConfig(pool).build();
            case CLUSTER -> RedisClusterClient.builder().nodes(nodes).clientConfig(config).poolConfig(pool).build();
        };
    }

    private JedisClientConfig config(Duration silence) {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        return DefaultJedisClientConfig.builder().connectionTimeoutMillis(timeout).socketTimeoutMillis(timeout)
                .blockingSocketTimeoutMillis(Math.toIntExact(silence.toMillis())).user(settings.username())
                .password(settings.password()).ssl(settings.tls()).clientName("winnow").build();
    }

    private JedisClientConfig sentinelConfig() {
        return DefaultJedisClientConfig.builder().ssl(settings.tls()).clientName("winnow").build();
    }
}
