package dev.winnow.bench.jobs;

import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.embedded.RedisBuilder;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.Exchange;
import dev.winnow.queue.JobEnvelope;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Lease;
import dev.winnow.queue.redis.RedisJobQueue;
import dev.winnow.queue.redis.RedisSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A Redis of its own with the queue on it, and what a scheduler and a worker do with it all the time. */
final class QueueRig implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(30);
    static final Set<Priority> LANES = EnumSet.allOf(Priority.class);

    /** One waits for Redis while the other one reads and runs. */
    private static final int THREADS = 2;
    private static final int CLAIM = 200;
    private static final int PUSH = 1000;

    private final String owner = UUID.randomUUID().toString();
    private final Noop noop = new Noop();
    private final EmbeddedRedis redis;
    private final JobQueue queue;

    private QueueRig(EmbeddedRedis redis) {
        this.redis = redis;
        this.queue = new RedisJobQueue(RedisSettings.standalone(redis.host() + ":" + redis.port()));
    }

    /** Without persistence. */
    static QueueRig inMemory() {
        return new QueueRig(EmbeddedRedis.builder().start());
    }

    /** With an append-only file in this folder, flushed each second. */
    static QueueRig withFile(Path folder) {
        RedisBuilder builder = EmbeddedRedis.builder().dataFolder(folder);
        return new QueueRig(builder.start());
    }

    EmbeddedRedis redis() {
        return redis;
    }

    JobQueue queue() {
        return queue;
    }

    Noop noop() {
        return noop;
    }

    RawRedis raw() {
        return RawRedis.of(redis);
    }

    /** Pushes no-op jobs in batches; how many a second. */
    double push(int jobs) throws InterruptedException {
        List<List<JobEnvelope>> batches = new ArrayList<>();
        for (int left = jobs; left > 0; left -= PUSH) {
            batches.add(noop.envelopes(Math.min(PUSH, left), Priority.P1));
        }
        long start = System.nanoTime();
        inThreads(thread -> {
            for (int i = thread; i < batches.size(); i += THREADS) {
                queue.push(batches.get(i));
            }
        });
        return jobs / ((System.nanoTime() - start) / 1e9);
    }

    /** Runs and acknowledges all that waits; how many a second. */
    double drain(int jobs) throws InterruptedException {
        long before = noop.ran();
        long start = System.nanoTime();
        inThreads(thread -> drain());
        double seconds = (System.nanoTime() - start) / 1e9;
        if (noop.ran() - before != jobs) {
            throw new IllegalStateException((noop.ran() - before) + " jobs ran instead of " + jobs);
        }
        return jobs / seconds;
    }

    private void drain() {
        List<Lease> done = List.of();
        do {
            done = turn(done, CLAIM);
        } while (!done.isEmpty());
    }

    /** Acknowledges these, claims others, and runs them. */
    List<Lease> turn(List<Lease> done, int most) {
        Exchange exchange = queue.exchange(owner, done, LANES, most, LEASE);
        if (!exchange.lost().isEmpty()) {
            throw new IllegalStateException("leases were lost: " + exchange.lost().size());
        }
        List<Lease> next = new ArrayList<>(exchange.claimed().size());
        for (ClaimedJob job : exchange.claimed()) {
            noop.run(job);
            next.add(job.lease());
        }
        return next;
    }

    private static void inThreads(Part part) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                parts.add(threads.submit(() -> part.run(thread)));
            }
            for (Future<?> each : parts) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the queue failed: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        queue.close();
        redis.close();
    }

    @FunctionalInterface
    private interface Part {
        void run(int thread);
    }
}
