package dev.winnow.queue.redis;

import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.FreePort;
import dev.winnow.embedded.RedisBuilder;
import dev.winnow.queue.Await;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/** Three nodes on this machine, each with a third of the slots; guarded, they speak TLS among each other, too. */
final class RedisCluster implements AutoCloseable {
    private static final int SLOTS = 16_384;

    private final @Nullable RedisGuard guard;
    private final List<Node> nodes;

    RedisCluster() {
        this(null);
    }

    RedisCluster(@Nullable RedisGuard guard) {
        this.guard = guard;
        this.nodes = Stream.generate(() -> node(guard)).limit(3).toList();
    }

    private static Node node(@Nullable RedisGuard guard) {
        int busPort = FreePort.any();
        RedisBuilder server = EmbeddedRedis.builder().setting("cluster-enabled", "yes")
                .setting("cluster-port", Integer.toString(busPort)).setting("cluster-announce-ip", "127.0.0.1");
        if (guard == null) {
            return new Node(server.build(), busPort, 0);
        }
        int tlsPort = FreePort.any();
        return new Node(guard.guard(server, tlsPort).setting("tls-cluster", "yes").build(), busPort, tlsPort);
    }

    RedisCluster start() throws InterruptedException {
        nodes.forEach(node -> node.redis().start());
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            node.redis().send("CLUSTER", "ADDSLOTSRANGE", Integer.toString(i * SLOTS / nodes.size()),
                    Integer.toString((i + 1) * SLOTS / nodes.size() - 1));
            node.redis().send("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            nodes.getFirst().redis().send("CLUSTER", "MEET", "127.0.0.1", Integer.toString(node.port()),
                    Integer.toString(node.busPort()));
        }
        for (Node node : nodes) {
            Await.until("a cluster", () -> node.ask(redis -> redis.clusterInfo().contains("cluster_state:ok")
                    && redis.clusterInfo().contains("cluster_known_nodes:" + nodes.size())));
        }
        return this;
    }

    void flush() {
        nodes.forEach(node -> node.redis().flush());
    }

    /** What the nodes refused to their users. */
    List<String> refused() {
        return nodes.stream().map(node -> node.redis().send("ACL", "LOG")).filter(entries -> !entries.equals("0"))
                .toList();
    }

    /** As told of a node that does not have the queue's slot, so that the client must find out. */
    RedisSettings settings() {
        return new RedisSettings(RedisMode.CLUSTER, List.of(other()), null, null, false, null, Duration.ofSeconds(5));
    }

    /** The same of guarded nodes, as this user. */
    RedisSettings settings(String user) {
        return RedisGuard.settings(RedisMode.CLUSTER, other(), user, Objects.requireNonNull(guard).authority());
    }

    /** Sends a command that answers in one line to the node that has the queue's slot. */
    String send(String... words) {
        return nodes.stream().filter(node -> node.ask(RedisCluster::hasTheQueue)).findFirst()
                .map(node -> node.redis().send(words)).orElseThrow();
    }

    private String other() {
        return nodes.stream().filter(node -> node.ask(redis -> !hasTheQueue(redis))).findFirst()
                .map(node -> "127.0.0.1:" + node.port()).orElseThrow();
    }

    private static boolean hasTheQueue(Jedis redis) {
        long slot = redis.clusterKeySlot(Keys.PREFIX);
        return redis.clusterNodes().lines().filter(line -> line.contains("myself"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1).split("-"))
                .anyMatch(range -> Long.parseLong(range[0]) <= slot && slot <= Long.parseLong(range[range.length - 1]));
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.redis().close());
    }

    /**
     * One of them.
     *
     * @param busPort where the others speak to it; not 10,000 above its port, as by default: that may be taken
     * @param tlsPort where clients speak to it by TLS, 0 without
     */
    private record Node(EmbeddedRedis redis, int busPort, int tlsPort) {
        int port() {
            return tlsPort == 0 ? redis.port() : tlsPort;
        }

        <T> T ask(Function<Jedis, T> question) {
            try (Jedis client = new Jedis(redis.host(), redis.port())) {
                if (redis.password() != null) {
                    client.auth(redis.password());
                }
                return question.apply(client);
            }
        }
    }
}
