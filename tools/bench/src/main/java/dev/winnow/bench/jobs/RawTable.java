package dev.winnow.bench.jobs;

import dev.winnow.embedded.EmbeddedRedis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/**
 * What a queue asks of Redis at least, without a script and without a check: ids in a list, a text for each in a hash, and
 * a hash of those that run.
 */
final class RawTable implements AutoCloseable {
    private static final String WAITING = "raw:waiting";
    private static final String TEXTS = "raw:texts";
    private static final String RUNNING = "raw:running";
    /** As long as the envelope of a job that does nothing. */
    private static final String TEXT = "x".repeat(90);

    private final RedisClient redis;
    private long last;

    RawTable(EmbeddedRedis server) {
        redis = RedisClient.builder().hostAndPort(new HostAndPort(server.host(), server.port())).build();
    }

    /** Adds so many. */
    void push(int count) {
        Map<String, String> texts = HashMap.newHashMap(count);
        String[] ids = new String[count];
        for (int i = 0; i < count; i++) {
            ids[i] = Long.toString(++last);
            texts.put(ids[i], TEXT);
        }
        redis.hmget(TEXTS, ids);
        redis.hset(TEXTS, texts);
        redis.rpush(WAITING, ids);
    }

    /** Takes the first so many, and is done with them. */
    void take(int count) {
        List<String> ids = redis.lpop(WAITING, count);
        String[] taken = ids.toArray(String[]::new);
        if (redis.hmget(TEXTS, taken).contains(null)) {
            throw new IllegalStateException("a text is missing");
        }
        Map<String, String> running = HashMap.newHashMap(count);
        ids.forEach(id -> running.put(id, "1 somebody"));
        redis.hset(RUNNING, running);
        redis.hdel(RUNNING, taken);
        redis.hdel(TEXTS, taken);
    }

    @Override
    public void close() {
        redis.close();
    }
}
