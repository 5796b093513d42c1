package dev.winnow.embedded.testing;

import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.FreePort;
import dev.winnow.embedded.RedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A master, a replica, and a sentinel that puts the one in the place of the other soon after its death. */
public final class WatchedRedis implements AutoCloseable {
    /** What the sentinel calls the master. */
    public static final String NAME = "winnow";

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    /** ROLE's answer has three parts on a master, five on a replica. */
    private static final String MASTER_ROLE = "3";

    private final Path folder;
    private final Duration silence;
    private final EmbeddedRedis master = EmbeddedRedis.builder().build();
    private final EmbeddedRedis replica = EmbeddedRedis.builder().build();
    private @Nullable Process sentinel;
    private int sentinelPort;

    /** With its files in this folder; nothing is started yet. The master is held dead when it is silent for a second. */
    public WatchedRedis(Path folder) {
        this(folder, Duration.ofSeconds(1));
    }

    /** The same, where the master is held dead when it is silent for this long. */
    public WatchedRedis(Path folder, Duration silence) {
        this.folder = folder;
        this.silence = silence;
    }

    /** Starts all three and returns when the replica would be promoted. */
    public WatchedRedis start() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        master.start();
        replica.start();
        replica.send("REPLICAOF", master.host(), Integer.toString(master.port()));
        sentinelPort = FreePort.any();
        String binary = ProcessHandle.of(master.pid()).flatMap(process -> process.info().command()).orElseThrow();
        Path settings = Files.writeString(folder.resolve("sentinel.conf"), """
            port %d
            bind 127.0.0.1
            sentinel monitor %s 127.0.0.1 %d 1
            sentinel down-after-milliseconds %s %d
            sentinel failover-timeout %s 5000
            """.formatted(sentinelPort, NAME, master.port(), NAME, silence.toMillis(), NAME));
        sentinel = new ProcessBuilder(binary, settings.toString(), "--sentinel").directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(folder.resolve("sentinel.log").toFile()).start();
        awaitReplica();
        return this;
    }

    /** Where the sentinel listens, as {@code host:port}. */
    public String sentinelNode() {
        return "127.0.0.1:" + sentinelPort;
    }

    /** The one that began as master. */
    public EmbeddedRedis master() {
        return master;
    }

    /** The one that takes its place. */
    public EmbeddedRedis replica() {
        return replica;
    }

    /** Ends the master as a crash would. */
    public void killMaster() throws InterruptedException {
        master.kill();
    }

    /** Whether the replica has been made master. */
    public boolean hasFailedOver() {
        return replica.send("ROLE").equals(MASTER_ROLE);
    }

    /** Until the replica holds what the master has, and the sentinel knows of it. */
    private void awaitReplica() throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!isReplicated()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the sentinel does not know the replica; see " + folder);
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private boolean isReplicated() {
        try (RedisConnection watcher = new RedisConnection("127.0.0.1", sentinelPort, null)) {
            return watcher.send("SENTINEL", "REPLICAS", NAME).equals("1")
                    && master.send("WAIT", "1", "1000").equals("1");
        } catch (IOException notYet) {
            return false;
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
