package dev.winnow.queue.redis;

import dev.winnow.embedded.testing.TestRedis;
import dev.winnow.embedded.testing.TestServers;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.JobQueueContract;
import dev.winnow.queue.Lease;
import dev.winnow.queue.Presence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    @AfterEach
    void closeClient() {
        redis.close();
    }

    @Test
    void theLanesAreListsUnderTheNamesThatOperatorsKnow() {
        queue.push(List.of(job(5, Priority.P0), job(6, Priority.P1), job(7, Priority.P2)));
        assertThat(redis.lrange("{winnow}:p0", 0, -1))
                .containsExactly("{\"v\":1,\"id\":\"5\",\"t\":\"test.job\",\"p\":0,\"a\":1,\"c\":0}");
        assertThat(redis.llen("{winnow}:p1")).isOne();
        assertThat(redis.llen("{winnow}:p2")).isOne();
        assertThat(redis.keys("*")).allMatch(key -> key.startsWith("{winnow}:"));
    }

    @Test
    void whatIsNoEnvelopeGoesToTheDeadLettersWithItsBytesAndTheLaneGoesOn() {
        redis.rpush("{winnow}:p0", "not json", "[1]", "{\"v\":2,\"id\":\"1\"}",
                "{\"v\":1,\"id\":1,\"t\":\"x\",\"p\":0}",
                "{\"v\":1,\"id\":\"99999999999999999999\",\"t\":\"x\",\"p\":0,\"a\":1,\"c\":0}", "[".repeat(5000));
        redis.rpush("{winnow}:p0".getBytes(java.nio.charset.StandardCharsets.UTF_8), new byte[]{0, (byte) 0xff, 10});
        queue.push(List.of(job(8, Priority.P0)));
        assertThat(queue.claim("a", ALL, 5, MINUTE)).extracting(c -> c.envelope().jobId()).containsExactly(8L);
        assertThat(redis.llen("{winnow}:dead")).isEqualTo(7);
        assertThat(redis.lindex("{winnow}:dead", -1)).contains("\"bytes\":\"not json\"").contains("malformed")
                .contains("\"lane\":\"p0\"");
    }

    @Test
    void scriptsThatRedisForgotAreSentAgain() {
        queue.push(List.of(job(1, Priority.P0)));
        redis.scriptFlush("{winnow}");
        assertThat(queue.claim("a", ALL, 1, MINUTE)).hasSize(1);
    }

    @Test
    void afterAFlushLeasesAreLostAndEverythingCanBePushedAgain() {
        queue.push(List.of(job(1, Priority.P0), job(2, Priority.P0)));
        Lease lease = queue.claim("a", ALL, 1, MINUTE).getFirst().lease();
        redis.flushAll();
        assertThat(queue.renew(List.of(lease), MINUTE)).containsExactly(1L);
        assertThat(queue.acknowledge(List.of(lease))).containsExactly(1L);
        assertThat(queue.find(List.of(1L, 2L)).values()).containsOnly(Presence.ABSENT);
        queue.push(List.of(job(1, Priority.P0), job(2, Priority.P0)));
        assertThat(queue.claim("a", ALL, 5, MINUTE)).hasSize(2);
    }

    @Test
    void aLaneThatSomebodyDeletedIsNoticed() {
        queue.push(List.of(job(1, Priority.P0), job(2, Priority.P0), job(3, Priority.P1)));
        redis.del("{winnow}:p0");
        assertThat(queue.find(List.of(1L, 2L, 3L)))
                .isEqualTo(Map.of(1L, Presence.ABSENT, 2L, Presence.ABSENT, 3L, Presence.WAITING));
        queue.push(List.of(job(1, Priority.P0)));
        assertThat(depths()).containsExactly(1L, 1L, 0L);
    }

    @Test
    void anIndexThatSomebodyDeletedIsMadeAgain() {
        queue.push(List.of(job(1, Priority.P0), job(2, Priority.P0)));
        redis.del("{winnow}:waiting:p0", "{winnow}:envelopes");
        redis.rpush("{winnow}:p0", "rubbish");
        assertThat(queue.find(List.of(1L)).values()).containsExactly(Presence.WAITING);
        assertThat(queue.remove(List.of(1L))).containsExactly(1L);
        assertThat(queue.claim("a", ALL, 5, MINUTE)).extracting(c -> c.envelope().jobId()).containsExactly(2L);
    }

    @Test
    void aClaimWhoseLeaseSomebodyDeletedStillEnds() {
        queue.push(List.of(job(1, Priority.P0)));
        queue.claim("a", ALL, 1, MINUTE);
        redis.del("{winnow}:leases:p0");
        assertThat(queue.expireLeases(10, 3)).hasSize(1);
        assertThat(depths()).containsExactly(1L, 0L, 0L);
    }

    @Test
    void anEnvelopeThatGotIntoALaneTwiceHasOneOwner() {
        queue.push(List.of(job(1, Priority.P0)));
        redis.rpush("{winnow}:p0", redis.lindex("{winnow}:p0", 0));
        List<ClaimedJob> claimed = queue.claim("a", ALL, 5, MINUTE);
        assertThat(claimed).hasSize(1);
        assertThat(depths()).containsExactly(0L, 0L, 0L);
    }

    @Test
    void aListenerThatWasCutOffComesBack() throws Exception {
        queue.awaitWork(Duration.ofMillis(10));
        queue.awaitWork(Duration.ofMillis(500));
        redis.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub");
        Thread.sleep(800);
        queue.awaitWork(Duration.ofMillis(1));
        queue.claim("a", ALL, 1, MINUTE);
        queue.push(List.of(job(1, Priority.P0)));
        long start = System.nanoTime();
        queue.awaitWork(Duration.ofSeconds(20));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void closingEndsTheListener() throws Exception {
        try (JobQueue other = sameQueue()) {
            other.awaitWork(Duration.ofMillis(10));
            other.awaitWork(Duration.ofMillis(500));
        }
        assertThatCode(() -> queue.ping()).doesNotThrowAnyException();
        Thread.sleep(200);
        assertThat(redis.sendCommand(Protocol.Command.PUBSUB, "NUMSUB", "{winnow}:work").toString())
                .endsWith("0]");
    }
}
