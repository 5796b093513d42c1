package dev.winnow.queue.redis;

import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.JobQueue;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

import static org.assertj.core.api.Assertions.assertThat;

/** What a worker without work costs. */
class IdleWorkerIT {
    private static final Set<Priority> ALL = EnumSet.allOf(Priority.class);
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final long SECONDS = 5;

    @Test
    void anIdleWorkerAsksRedisForLittleAndWaitsWithoutSpinning() throws Exception {
        try (EmbeddedRedis server = EmbeddedRedis.builder().start();
                JobQueue queue = new RedisJobQueue(RedisSettings.standalone(server.host() + ":" + server.port()));
                Jedis redis = new Jedis(server.host(), server.port())) {
            queue.claim("worker", ALL, 16, POLL);
            queue.awaitWork("worker", ALL, POLL, Duration.ofMillis(1));
            redis.configResetStat();
            long cpu = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            while (System.nanoTime() < end) {
                if (queue.claim("worker", ALL, 16, POLL).isEmpty()) {
                    queue.awaitWork("worker", ALL, POLL, POLL);
                }
            }
            long used = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
            long commands = redis.info("commandstats").lines().filter(line -> line.startsWith("cmdstat_evalsha:")
                    || line.startsWith("cmdstat_ping:") || line.startsWith("cmdstat_blpop:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("^[^=]*=(\\d+),.*", "$1"))).sum();
            assertThat(commands).as("scripts, pings and waits in %d s", SECONDS).isBetween(2L, 5 * SECONDS - 1);
            long all = redis.info("stats").lines().filter(line -> line.startsWith("total_commands_processed:"))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1))).sum();
            assertThat(all).as("commands in %d s, those of scripts included", SECONDS).isLessThan(5 * SECONDS);
            assertThat(Duration.ofNanos(used)).isLessThan(Duration.ofMillis(SECONDS * 1000 / 200));
        }
    }
}
