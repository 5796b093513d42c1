package dev.winnow.queue.redis;

import dev.winnow.embedded.testing.TestRedis;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.Await;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.JobQueueContract;
import dev.winnow.queue.Lease;
import dev.winnow.queue.Presence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** The contract on Redis, and what Redis can do to us. */
class RedisJobQueueIT extends JobQueueContract {
    private final TestRedis server = TestServers.shared().redis();
    private final RedisClient redis = RedisClient.create(server.host(), server.port());

    @Override
    protected JobQueue emptyQueue() {
        TestServers.shared().emptyRedis();
        return sameQueue();
    }

    @Override
    protected JobQueue sameQueue() {
        return new RedisJobQueue(RedisSettings.standalone(server.node()));
    }

    @Override
    protected void intrude(String id, String envelope) {
        redis.rpush("{winnow}:p1", id);
        redis.hset("{winnow}:jobs", id, envelope);
    }

    @AfterEach
    void closeClient() {
        redis.close();
    }

    @Test
    void theLanesAreListsOfIdsUnderTheNamesThatOperatorsKnow() {
        queue.push(List.of(job(5, Priority.P0), job(6, Priority.P1), job(BIG, Priority.P2)));
        assertThat(redis.lrange("{winnow}:p0", 0, -1)).containsExactly("5");
        assertThat(redis.llen("{winnow}:p1")).isOne();
        assertThat(redis.lrange("{winnow}:p2", 0, -1)).containsExactly(Long.toString(BIG));
        assertThat(redis.hget("{winnow}:jobs", "5")).matches("1 0 1 0 0 \\d{13} - \\{\"t\":\"test.job\",\"b\":true}");
        assertThat(redis.keys("*")).allMatch(key -> key.startsWith("{winnow}:"));
    }

    @Test
    void scriptsThatRedisForgotAreSentAgain() {
        queue.push(List.of(job(1, Priority.P0)));
        redis.scriptFlush("{winnow}");
        assertThat(queue.claim("a", ALL, 1, MINUTE)).hasSize(1);
    }

    @Test
    void afterAFlushLeasesAreLostAndEverythingCanBePushedAgain() {
        queue.mark("one");
        queue.push(List.of(job(1, Priority.P0), job(2, Priority.P0)));
        Lease lease = queue.claim("a", ALL, 1, MINUTE).getFirst().lease();
        redis.flushAll();
        assertThat(queue.renew("a", List.of(lease), MINUTE).lost()).containsExactly(1L);
        assertThat(queue.acknowledge(List.of(lease))).containsExactly(1L);
        assertThat(queue.find(List.of(1L, 2L)).values()).containsOnly(Presence.ABSENT);
        assertThat(queue.mark("two")).isEmpty();
        queue.push(List.of(job(1, Priority.P0), job(2, Priority.P0)));
        assertThat(queue.claim("a", ALL, 5, MINUTE)).hasSize(2);
    }

    @Test
    void aListenerThatWasCutOffComesBack() throws Exception {
        queue.awaitRing(Duration.ofMillis(10));
        queue.awaitRing(Duration.ofMillis(500));
        Set<String> before = listeners();
        assertThat(before).isNotEmpty();
        redis.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub");
        Await.until("it listens again", () -> listeners().stream().anyMatch(listener -> !before.contains(listener)));
        queue.awaitRing(Duration.ofMillis(1));
        queue.ring();
        long start = System.nanoTime();
        queue.awaitRing(Duration.ofSeconds(20));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void closingEndsTheListener() throws Exception {
        try (JobQueue other = sameQueue()) {
            other.awaitRing(Duration.ofMillis(10));
            other.awaitRing(Duration.ofMillis(500));
        }
        assertThatCode(() -> queue.ping()).doesNotThrowAnyException();
        Await.until("nobody listens any more", () -> redis.sendCommand(Protocol.Command.PUBSUB, "NUMSUB",
                "{winnow}:ring").toString().endsWith("0]"));
    }

    /** The connections that listen to both channels, by id. */
    private Set<String> listeners() {
        String clients = new String((byte[]) redis.sendCommand(Protocol.Command.CLIENT, "LIST", "TYPE", "pubsub"),
                StandardCharsets.UTF_8);
        return clients.lines().filter(line -> line.contains(" sub=2 ")).map(line -> line.substring(0, line.indexOf(
                ' '))).collect(Collectors.toSet());
    }
}
