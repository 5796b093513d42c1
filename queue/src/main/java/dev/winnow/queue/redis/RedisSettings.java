package dev.winnow.queue.redis;

import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is and how to sign in.
 *
 * @param mode what the nodes are
 * @param nodes as {@code host:port}; at least one
 * @param username of an ACL user, or null for the default user
 * @param password or null for none
 * @param tls whether to speak TLS; the server's certificate must be of one that is trusted, for the name in {@code nodes}
 * @param sentinelMaster the name that the sentinels know; needed in sentinel mode only
 * @param timeout for connecting and for an answer
 * @param trusted who may have signed the servers' certificates; null for those that the JVM trusts
 * @param sentinelUsername of an ACL user of the sentinels, or null
 * @param sentinelPassword of the sentinels, or null for none
 */
public record RedisSettings(RedisMode mode, List<String> nodes, @Nullable String username, @Nullable String password,
        boolean tls, @Nullable String sentinelMaster, Duration timeout, @Nullable KeyStore trusted,
        @Nullable String sentinelUsername, @Nullable String sentinelPassword) {
    public RedisSettings {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("WINNOW_REDIS_NODES is empty: name at least one host:port");
        }
        if (mode == RedisMode.SENTINEL && (sentinelMaster == null || sentinelMaster.isBlank())) {
            throw new IllegalArgumentException(
                    "WINNOW_REDIS_SENTINEL_MASTER is missing: WINNOW_REDIS_MODE=sentinel needs the master's name");
        }
    }

    /** With the JVM's trust, and sentinels that ask for no password. */
    public RedisSettings(RedisMode mode, List<String> nodes, @Nullable String username, @Nullable String password,
            boolean tls, @Nullable String sentinelMaster, Duration timeout) {
        this(mode, nodes, username, password, tls, sentinelMaster, timeout, null, null, null);
    }

    /** The same, trusting these authorities. */
    public RedisSettings trusting(@Nullable KeyStore authorities) {
        return new RedisSettings(mode, nodes, username, password, tls, sentinelMaster, timeout, authorities,
                sentinelUsername, sentinelPassword);
    }

    /** The same, signing in to the sentinels. */
    public RedisSettings withSentinelLogin(@Nullable String user, @Nullable String secret) {
        return new RedisSettings(mode, nodes, username, password, tls, sentinelMaster, timeout, trusted, user, secret);
    }

    /** One server without a password or TLS. */
    public static RedisSettings standalone(String node) {
        return new RedisSettings(RedisMode.STANDALONE, List.of(node), null, null, false, null, Duration.ofSeconds(5));
    }

    /** For messages; the password is left out. */
    @Override
    public String toString() {
        return mode + " " + String.join(",", nodes) + (tls ? " with TLS" : "");
    }
}
