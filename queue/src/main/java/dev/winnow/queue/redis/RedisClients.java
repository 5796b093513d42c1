package dev.winnow.queue.redis;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
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
        return common().blockingSocketTimeoutMillis(Math.toIntExact(silence.toMillis())).user(settings.username())
                .password(settings.password()).build();
    }

    private JedisClientConfig sentinelConfig() {
        return common().user(settings.sentinelUsername()).password(settings.sentinelPassword()).build();
    }

    private DefaultJedisClientConfig.Builder common() {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder().connectionTimeoutMillis(timeout)
                .socketTimeoutMillis(timeout).clientName("winnow")
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (settings.tls()) {
            config.ssl(true).sslSocketFactory(sockets(settings.trusted())).sslParameters(verifyingNames());
        }
        return config;
    }

    private static SSLSocketFactory sockets(@Nullable KeyStore trusted) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up with the trusted certificates: " + e.getMessage(), e);
        }
    }

    /** By itself a TLS socket takes any name that a trusted authority signed. */
    private static SSLParameters verifyingNames() {
        SSLParameters parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }
}
