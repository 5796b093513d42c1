package dev.winnow.bench.jobs;

import dev.winnow.bench.support.Figures;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.ClaimedJob;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** How long a job takes from a push to the hand of a consumer that waits for work, as a worker's fetcher does. */
final class IdleQueue implements AutoCloseable {
    private static final int FREE_SLOTS = 16;
    private static final Duration SLOW_POLL = Duration.ofSeconds(2);

    private final QueueRig rig;
    private final String owner = UUID.randomUUID().toString();
    private final SynchronousQueue<Long> claimed = new SynchronousQueue<>();
    private final Thread thread;

    IdleQueue(QueueRig rig) {
        this.rig = rig;
        thread = Thread.ofPlatform().name("consumer").start(this::consume);
    }

    /** Microseconds of each of some, with a pause before each. */
    void measure(int times, Duration pause, Figures into) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            var envelopes = rig.noop().envelopes(1, Priority.P0);
            long start = System.nanoTime();
            rig.queue().push(envelopes);
            into.add((claimed.take() - start) / 1e3);
        }
    }

    private void consume() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<ClaimedJob> jobs = rig.queue().claim(owner, QueueRig.LANES, FREE_SLOTS, QueueRig.LEASE);
                if (jobs.isEmpty()) {
                    jobs = rig.queue().awaitWork(owner, QueueRig.LANES, QueueRig.LEASE, SLOW_POLL);
                }
                for (ClaimedJob job : jobs) {
                    rig.noop().run(job);
                    claimed.put(System.nanoTime());
                    rig.queue().acknowledge(List.of(job.lease()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
