package dev.winnow.bench.jobs;

import dev.winnow.embedded.EmbeddedRedis;
import java.util.List;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.util.SafeEncoder;

/** What Redis says of itself: how long commands took, without what they waited for before, and its memory. */
final class RedisFigures implements AutoCloseable {
    private static final int LENGTH = 10_000;
    /** Whatever is faster is not kept: a script's own commands are noted, too, and to note them all takes time. */
    private static final String FAST_MICROS = "100";

    private final RedisClient redis;

    RedisFigures(EmbeddedRedis server) {
        redis = RedisClient.builder().hostAndPort(new HostAndPort(server.host(), server.port())).build();
        send("CONFIG", "SET", "slowlog-log-slower-than", FAST_MICROS);
        send("CONFIG", "SET", "slowlog-max-len", Integer.toString(LENGTH));
    }

    /** Bytes that its data take. */
    long usedBytes() {
        return redis.info("memory").lines().filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }

    /** Forgets which commands took how long. */
    void reset() {
        send("SLOWLOG", "RESET");
    }

    /** Zero where all were faster than is noted. */
    double slowestMillis() {
        List<?> entries = (List<?>) send("SLOWLOG", "GET", Integer.toString(LENGTH));
        long micros = entries.stream().mapToLong(entry -> (Long) ((List<?>) entry).get(2)).max().orElse(0);
        return micros / 1e3;
    }

    private Object send(String command, String... arguments) {
        return redis.sendCommand(() -> SafeEncoder.encode(command), arguments);
    }

    @Override
    public void close() {
        redis.close();
    }
}
