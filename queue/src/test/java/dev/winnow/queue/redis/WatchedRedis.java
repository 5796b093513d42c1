package dev.winnow.queue.redis;

import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.queue.Await;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/** A master, a replica, and a sentinel that puts the one in the place of the other. */
final class WatchedRedis implements AutoCloseable {
    private static final String NAME = "winnow";

    private final Path folder;
    private final EmbeddedRedis master = EmbeddedRedis.builder().build();
    private final EmbeddedRedis replica = EmbeddedRedis.builder().build();
    private @Nullable Process sentinel;
    private int sentinelPort;

    WatchedRedis(Path folder) {
        this.folder = folder;
    }

    WatchedRedis start() throws IOException, InterruptedException {
        master.start();
        replica.start();
        replica.send("REPLICAOF", master.host(), Integer.toString(master.port()));
        try (ServerSocket free = new ServerSocket(0)) {
            sentinelPort = free.getLocalPort();
        }
        String binary = ProcessHandle.of(master.pid()).flatMap(process -> process.info().command()).orElseThrow();
        Path settings = Files.writeString(folder.resolve("sentinel.conf"), """
            port %d
            bind 127.0.0.1
            sentinel monitor %s 127.0.0.1 %d 1
            sentinel down-after-milliseconds %s 1000
            sentinel failover-timeout %s 5000
            """.formatted(sentinelPort, NAME, master.port(), NAME, NAME));
        sentinel = new ProcessBuilder(binary, settings.toString(), "--sentinel").directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(folder.resolve("sentinel.log").toFile()).start();
        Await.until("a sentinel that knows the replica", () -> {
            try (Jedis redis = new Jedis("127.0.0.1", sentinelPort)) {
                return redis.sentinelReplicas(NAME).stream()
                        .anyMatch(one -> "ok".equals(one.get("master-link-status")));
            }
        });
        return this;
    }

    RedisSettings settings() {
        return new RedisSettings(RedisMode.SENTINEL, List.of("127.0.0.1:" + sentinelPort), null, null, false, NAME,
                Duration.ofSeconds(5));
    }

    void flush() {
        master.flush();
    }

    /** Ends the master as a crash would. */
    void killMaster() throws InterruptedException {
        master.kill();
    }

    /** Whether the replica has been made master. */
    boolean hasFailedOver() {
        try (Jedis redis = new Jedis(replica.host(), replica.port())) {
            return redis.info("replication").contains("role:master");
        }
    }

    @Override
    public void close() {
        Process running = sentinel;
        if (running != null) {
            running.destroy();
            try {
                if (!running.waitFor(10, TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException e) {
                running.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        replica.close();
        master.close();
    }
}
