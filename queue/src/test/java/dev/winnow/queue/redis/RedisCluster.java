package dev.winnow.queue.redis;

import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.queue.Await;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** Three nodes on this machine, each with a third of the slots. */
final class RedisCluster implements AutoCloseable {
    private static final int SLOTS = 16_384;

    private final List<EmbeddedRedis> nodes = Stream.generate(RedisCluster::node).limit(3).toList();

    private static EmbeddedRedis node() {
        return EmbeddedRedis.builder().setting("cluster-enabled", "yes").setting("cluster-announce-ip", "127.0.0.1")
                .build();
    }

    RedisCluster start() throws InterruptedException {
        nodes.forEach(EmbeddedRedis::start);
        for (int i = 0; i < nodes.size(); i++) {
            EmbeddedRedis node = nodes.get(i);
            node.send("CLUSTER", "ADDSLOTSRANGE", Integer.toString(i * SLOTS / nodes.size()),
                    Integer.toString((i + 1) * SLOTS / nodes.size() - 1));
            node.send("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            nodes.getFirst().send("CLUSTER", "MEET", "127.0.0.1", Integer.toString(node.port()));
        }
        for (EmbeddedRedis node : nodes) {
            Await.until("a cluster", () -> with(node, redis -> redis.clusterInfo().contains("cluster_state:ok")
                    && redis.clusterInfo().contains("cluster_known_nodes:" + nodes.size())));
        }
        return this;
    }

    void flush() {
        nodes.forEach(EmbeddedRedis::flush);
    }

    /** As told of a node that does not have the queue's slot, so that the client must find out. */
    RedisSettings settings() {
        EmbeddedRedis other = nodes.stream().filter(node -> with(node, redis -> !hasTheQueue(redis))).findFirst()
                .orElseThrow();
        return new RedisSettings(RedisMode.CLUSTER, List.of("127.0.0.1:" + other.port()), null, null, false, null,
                Duration.ofSeconds(5));
    }

    private static boolean hasTheQueue(Jedis redis) {
        long slot = redis.clusterKeySlot(Keys.PREFIX);
        return redis.clusterNodes().lines().filter(line -> line.contains("myself"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1).split("-"))
                .anyMatch(range -> Long.parseLong(range[0]) <= slot && slot <= Long.parseLong(range[range.length - 1]));
    }

    private static <T> T with(EmbeddedRedis node, Function<Jedis, T> action) {
        try (Jedis redis = new Jedis(node.host(), node.port())) {
            return action.apply(redis);
        }
    }

    @Override
    public void close() {
        nodes.forEach(EmbeddedRedis::close);
    }
}
