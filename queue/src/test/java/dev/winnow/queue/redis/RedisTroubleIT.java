package dev.winnow.queue.redis;

import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.LaneStatus;
import dev.winnow.queue.Lease;
import dev.winnow.queue.QueueFullException;
import dev.winnow.queue.QueueUnavailableException;
import dev.winnow.queue.QueueUnfitException;
import dev.winnow.queue.Release;
import dev.winnow.queue.Renewal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Servers that are full, gone, locked or wrongly set. */
class RedisTroubleIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Set<Priority> ALL = EnumSet.allOf(Priority.class);

    @TempDir
    Path folder;

    private static JobQueue queueOn(EmbeddedRedis server) {
        return new RedisJobQueue(RedisSettings.standalone(server.host() + ":" + server.port()));
    }

    private static JobEnvelope job(long id) {
        return JobEnvelope.first(id, "test.job", Priority.P1);
    }

    @Test
    void atMaxmemoryConsumersDrainAndPushIsRefusedWithAdvice() {
        try (EmbeddedRedis server = EmbeddedRedis.builder().start(); JobQueue queue = queueOn(server)) {
            queue.push(LongStream.range(0, 500).mapToObj(RedisTroubleIT::job).toList());
            List<ClaimedJob> first = queue.claim("a", ALL, 100, Duration.ofMillis(1));
            server.send("CONFIG", "SET", "maxmemory", "1mb");
            assertThatThrownBy(() -> queue.push(List.of(job(1000)))).isInstanceOf(QueueFullException.class)
                    .hasMessageContaining("maxmemory").hasMessageContaining("127.0.0.1");
            assertThat(queue.expireLeases(1000, 3)).hasSize(100);
            List<Lease> leases = queue.claim("b", ALL, 300, MINUTE).stream().map(ClaimedJob::lease).toList();
            assertThat(leases).hasSize(300);
            assertThat(queue.renew("b", leases, MINUTE)).isEqualTo(new Renewal(Set.of(), Set.of()));
            assertThat(queue.release(List.of(new Release(leases.getFirst(), MINUTE, true),
                    new Release(leases.get(1), Duration.ZERO, false)))).isEmpty();
            queue.handBack(leases.subList(2, 100));
            assertThat(queue.cancel(List.of(leases.get(100).jobId()))).hasSize(1);
            queue.pause(Set.of(Priority.P0), true);
            assertThat(queue.exchange("b", leases.subList(100, 200), ALL, 1, MINUTE).lost()).isEmpty();
            assertThat(queue.acknowledge(leases.subList(200, 300))).isEmpty();
            assertThat(queue.mark("full")).isEmpty();
            assertThat(queue.find(List.of(1L))).isNotEmpty();
            assertThat(queue.remove(List.of(499L))).hasSize(1);
            assertThat(queue.lanes()).extracting(LaneStatus::depth).containsExactly(0L, 297L, 0L);
            assertThat(first).hasSize(100);
            server.send("CONFIG", "SET", "maxmemory", "0");
            assertThatCode(() -> queue.push(List.of(job(1000)))).doesNotThrowAnyException();
        }
    }

    @Test
    void aServerThatWouldEvictJobsIsRefusedUntilItIsMended() {
        try (EmbeddedRedis server = EmbeddedRedis.builder().maxMemory("100mb", "allkeys-lru").start();
                JobQueue queue = queueOn(server)) {
            assertThatThrownBy(queue::examine).isInstanceOf(QueueUnfitException.class)
                    .hasMessageContaining("allkeys-lru").hasMessageContaining("noeviction");
            server.send("CONFIG", "SET", "maxmemory-policy", "volatile-lru");
            assertThatCode(queue::examine).doesNotThrowAnyException();
        }
    }

    @Test
    void aServerInUseThatIsSetToEvictJobsIsWarnedOfEachMinuteAndUsedOn() {
        AtomicLong nanos = new AtomicLong();
        try (EmbeddedRedis server = EmbeddedRedis.builder().start();
                RedisCommands commands = looking(server, nanos);
                Said said = new Said(ServerCheck.class)) {
            ping(commands);
            server.send("CONFIG", "SET", "maxmemory-policy", "allkeys-lfu");
            nanos.addAndGet(MINUTE.toNanos() - 1);
            ping(commands);
            assertThat(said.lines()).isEmpty();
            nanos.incrementAndGet();
            ping(commands);
            ping(commands);
            assertThat(said.lines()).singleElement(InstanceOfAssertFactories.STRING)
                    .startsWith("WARN Redis has maxmemory-policy allkeys-lfu").contains("CONFIG SET maxmemory-policy")
                    .contains("used on").doesNotContain("answer");
            server.send("CONFIG", "SET", "maxmemory-policy", "noeviction");
            nanos.addAndGet(MINUTE.toNanos());
            ping(commands);
            assertThat(said.lines()).as("once it is mended").hasSize(1);
        }
    }

    @Test
    void aServerThatAnswersAfterACutIsLookedAtAtOnce() {
        try (EmbeddedRedis server = EmbeddedRedis.builder().maxMemory("100mb", "allkeys-lru").start();
                RedisCommands commands = looking(server, new AtomicLong());
                Said said = new Said(ServerCheck.class)) {
            server.send("CONFIG", "SET", "maxmemory-policy", "noeviction");
            ping(commands);
            server.stop();
            assertThatThrownBy(() -> ping(commands)).isInstanceOf(QueueUnavailableException.class);
            server.start();
            ping(commands);
            assertThat(said.lines()).singleElement(InstanceOfAssertFactories.STRING).contains("allkeys-lru");
        }
    }

    @Test
    void whatWaitedWhenTheServerWasStartedAnewIsInDoubtForOldConsumersAndNewOnes() throws Exception {
        try (EmbeddedRedis server = EmbeddedRedis.builder().dataFolder(folder.resolve("data")).start();
                JobQueue queue = queueOn(server)) {
            queue.push(LongStream.rangeClosed(1, 3).mapToObj(RedisTroubleIT::job).toList());
            assertThat(queue.claim("a", ALL, 1, MINUTE)).extracting(ClaimedJob::doubtful).containsExactly(false);
            server.kill();
            server.start();
            assertThatThrownBy(() -> queue.claim("a", ALL, 1, MINUTE)).isInstanceOf(QueueUnavailableException.class);
            assertThat(queue.claim("a", ALL, 1, MINUTE)).extracting(ClaimedJob::doubtful).containsExactly(true);
            try (JobQueue other = queueOn(server)) {
                assertThat(other.claim("b", ALL, 1, MINUTE)).extracting(ClaimedJob::doubtful).containsExactly(true);
                other.push(List.of(job(4)));
                assertThat(other.claim("b", ALL, 1, MINUTE)).extracting(ClaimedJob::doubtful).containsExactly(false);
            }
            queue.push(List.of(job(5)));
            assertThat(queue.claim("a", ALL, 1, MINUTE)).extracting(ClaimedJob::doubtful).containsExactly(false);
        }
    }

    private static RedisCommands looking(EmbeddedRedis server, AtomicLong nanos) {
        RedisSettings settings = RedisSettings.standalone(server.host() + ":" + server.port());
        return new RedisCommands(settings, new RedisClients(settings)::forCommands,
                new ServerCheck(nanos::get, new RestartWatch()));
    }

    private static void ping(RedisCommands commands) {
        assertThat(commands.call(UnifiedJedis::ping)).isEqualTo("PONG");
    }

    @Test
    void aServerThatDoesNotTellItsSettingsIsUsed() {
        try (EmbeddedRedis server = EmbeddedRedis.builder().start(); JobQueue queue = queueOn(server)) {
            server.send("ACL", "SETUSER", "default", "-info");
            queue.push(List.of(job(1)));
            assertThat(queue.claim("a", ALL, 1, MINUTE)).hasSize(1);
        }
    }

    @Test
    void aUserWhoMayNotRunScriptsIsToldSo() {
        try (EmbeddedRedis server = EmbeddedRedis.builder().start(); JobQueue queue = queueOn(server)) {
            server.send("ACL", "SETUSER", "default", "-@scripting");
            assertThatThrownBy(() -> queue.push(List.of(job(1)))).isInstanceOf(QueueUnavailableException.class)
                    .hasMessageContaining("WINNOW_REDIS_USERNAME").hasMessageContaining("evalsha");
        }
    }

    @Test
    void aServerThatIsGoneIsNamedAndUsedAgainWhenItIsBack() {
        try (EmbeddedRedis server = EmbeddedRedis.builder().dataFolder(folder).start();
                JobQueue queue = queueOn(server)) {
            queue.push(List.of(job(1), job(2)));
            Lease lease = queue.claim("a", ALL, 1, MINUTE).getFirst().lease();
            server.stop();
            assertThatThrownBy(queue::lanes).isInstanceOf(QueueUnavailableException.class)
                    .hasMessageContaining("127.0.0.1:" + server.port()).hasMessageContaining("WINNOW_REDIS_NODES");
            server.start();
            assertThat(queue.acknowledge(List.of(lease))).isEmpty();
            assertThat(queue.claim("a", ALL, 5, MINUTE)).hasSize(1);
        }
    }

    @Test
    void aPasswordIsGivenAndAWrongOneIsExplained() {
        try (EmbeddedRedis server = EmbeddedRedis.builder().password("right").start()) {
            String node = server.host() + ":" + server.port();
            try (JobQueue queue = new RedisJobQueue(withPassword(node, "right"))) {
                assertThatCode(queue::ping).doesNotThrowAnyException();
            }
            try (JobQueue queue = new RedisJobQueue(withPassword(node, "wrong"))) {
                assertThatThrownBy(queue::ping).isInstanceOf(QueueUnavailableException.class)
                        .hasMessageContaining("WINNOW_REDIS_PASSWORD").hasMessageNotContaining("wrong)");
            }
            try (JobQueue queue = new RedisJobQueue(RedisSettings.standalone(node))) {
                assertThatThrownBy(queue::ping).isInstanceOf(QueueUnavailableException.class)
                        .hasMessageContaining("WINNOW_REDIS_PASSWORD");
            }
        }
    }

    @Test
    void aDeafSchedulerStillLooksEverySecond() throws Exception {
        EmbeddedRedis server = EmbeddedRedis.builder().start();
        server.close();
        try (JobQueue queue = queueOn(server)) {
            queue.awaitRing(Duration.ofSeconds(20));
            long start = System.nanoTime();
            queue.awaitRing(Duration.ofSeconds(20));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(900),
                    Duration.ofSeconds(5));
        }
    }

    private static RedisSettings withPassword(String node, String password) {
        return new RedisSettings(RedisMode.STANDALONE, List.of(node), null, password, false, null,
                Duration.ofSeconds(5));
    }
}
