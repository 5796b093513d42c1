package dev.winnow.queue.redis;

import dev.winnow.embedded.testing.WatchedRedis;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.Await;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.Exchange;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobPayload;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Lease;
import dev.winnow.queue.Presence;
import dev.winnow.queue.QueueUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The master dies while jobs are pushed and claimed. What was not replicated is lost, and is pushed again. */
class FailoverIT {
    private static final Set<Priority> ALL = EnumSet.allOf(Priority.class);
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final int PUSH = 50;

    private final AtomicLong pushed = new AtomicLong();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final Map<Long, Integer> done = new ConcurrentHashMap<>();

    @Test
    void everyJobIsDoneAfterTheMasterDied(@TempDir Path folder) throws Exception {
        try (WatchedRedis servers = new WatchedRedis(folder).start();
                JobQueue scheduler = new RedisJobQueue(Sentinels.settings(servers));
                JobQueue worker = new RedisJobQueue(Sentinels.settings(servers));
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            String mark = "before";
            scheduler.mark(mark);
            Future<?> pushing = threads.submit(() -> push(scheduler));
            Future<?> working = threads.submit(() -> work(worker));
            Await.until("work under way", () -> done.size() > 500);
            servers.killMaster();
            Await.until("a new master", servers::hasFailedOver);
            int before = done.size();
            Await.until("work goes on", () -> done.size() > before + 500);
            enough.set(true);
            pushing.get(30, TimeUnit.SECONDS);
            Await.until("the scheduler's connection has noticed, too", () -> {
                scheduler.ping();
                return true;
            });
            assertThat(scheduler.mark("after")).isIn("before", "");
            Await.until("all jobs done", () -> {
                pushLost(scheduler);
                return done.size() == pushed.get();
            });
            Await.until("an empty queue", () -> {
                scheduler.expireLeases(1000, 1000);
                return scheduler.lanes().stream().allMatch(lane -> lane.depth() == 0 && lane.running() == 0);
            });
            done.put(-1L, 0);
            working.get(30, TimeUnit.SECONDS);
        }
    }

    private void push(JobQueue queue) {
        while (!enough.get()) {
            long from = pushed.get();
            List<JobEnvelope> batch = LongStream.range(from, from + PUSH).mapToObj(id -> envelope(id, 1)).toList();
            pushed.addAndGet(PUSH);
            try {
                queue.push(batch);
            } catch (QueueUnavailableException e) {
                // As the scheduler does: the reconciler will push what is absent.
                pause();
            }
        }
    }

    /** As the reconciler does: with an attempt that nobody has been handed. */
    private void pushLost(JobQueue queue) {
        queue.expireLeases(1000, 1000);
        List<Long> open = LongStream.range(0, pushed.get()).filter(id -> !done.containsKey(id)).boxed().toList();
        Map<Long, Presence> places = queue.find(open);
        queue.push(open.stream().filter(id -> places.get(id) == Presence.ABSENT).map(id -> envelope(id, 10)).toList());
    }

    private void work(JobQueue queue) {
        List<Lease> finished = List.of();
        while (!done.containsKey(-1L)) {
            try {
                Exchange exchange = queue.exchange("worker", finished, ALL, 10, LEASE);
                finished = exchange.claimed().stream().map(ClaimedJob::lease).toList();
                finished.forEach(lease -> done.merge(lease.jobId(), lease.attempt(), Math::max));
                if (finished.isEmpty()) {
                    finished = queue.awaitWork("worker", ALL, LEASE, Duration.ofMillis(200)).stream()
                            .map(ClaimedJob::lease).toList();
                    finished.forEach(lease -> done.merge(lease.jobId(), lease.attempt(), Math::max));
                }
            } catch (QueueUnavailableException e) {
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JobEnvelope envelope(long id, int attempt) {
        return new JobEnvelope(id, "test.job", Priority.P1, attempt, 0, 0, JobPayload.IN_LEDGER);
    }
}
