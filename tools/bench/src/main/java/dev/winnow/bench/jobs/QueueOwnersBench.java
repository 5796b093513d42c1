package dev.winnow.bench.jobs;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.Scale;
import dev.winnow.queue.ClaimedJob;
import dev.winnow.queue.JobQueue;
import dev.winnow.queue.Lease;
import dev.winnow.queue.Renewal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A thousand workers' leases: claimed, renewed, and ended; how long Redis's slowest command took. */
public final class QueueOwnersBench implements Bench {
    private static final double GOAL_MILLIS = 5;
    private static final int HELD = 32;
    private static final int MAX_CRASHES = 3;
    private static final int EXPIRED_AT_ONCE = 200;
    /** Short, so that it ends while we wait. Nobody but us takes what has ended. */
    private static final Duration LEASE = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "queue-owners";
    }

    @Override
    public String about() {
        return "1,000 owners with 32 jobs each: leases renewed and expired; Redis's slowest command";
    }

    @Override
    public void run(Path work, Scale scale, Consumer<Measure> found) throws Exception {
        int owners = scale.of(1_000, 20);
        try (QueueRig rig = QueueRig.inMemory(); RedisFigures slow = new RedisFigures(rig.redis())) {
            rig.push(owners * HELD);
            Map<String, List<Lease>> held = new LinkedHashMap<>();
            for (int i = 0; i < owners; i++) {
                String owner = UUID.randomUUID().toString();
                held.put(owner, rig.queue().claim(owner, QueueRig.LANES, HELD, LEASE).stream()
                        .map(ClaimedJob::lease).toList());
            }
            slow.reset();
            renew(rig.queue(), held, scale.of(5, 1));
            report(found, ".renew", slow);
            TimeUnit.NANOSECONDS.sleep(LEASE.toNanos());
            slow.reset();
            double before = ProcessFigures.cpuMillis(rig.redis().pid());
            int calls = expire(rig.queue(), owners * HELD);
            double used = ProcessFigures.cpuMillis(rig.redis().pid()) - before;
            report(found, ".expire", slow);
            // What another process on the same core adds to the time of a command is not in this one.
            found.accept(Measure.of(name() + ".expire.cpu-a-call", used / calls, "ms"));
        }
    }

    private void report(Consumer<Measure> found, String suffix, RedisFigures slow) {
        found.accept(Measure.of(name() + suffix, slow.slowestMillis(), "ms").atMost(GOAL_MILLIS));
    }

    private static void renew(JobQueue queue, Map<String, List<Lease>> held, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, List<Lease>> each : held.entrySet()) {
                Renewal renewal = queue.renew(each.getKey(), each.getValue(), LEASE);
                if (!renewal.lost().isEmpty()) {
                    throw new IllegalStateException("leases were lost: " + renewal.lost());
                }
            }
        }
    }

    /** How many calls it took to end so many leases. */
    private static int expire(JobQueue queue, int leases) {
        int calls = 0;
        int expired = 0;
        int last;
        do {
            last = queue.expireLeases(EXPIRED_AT_ONCE, MAX_CRASHES).size();
            expired += last;
            calls++;
        } while (last > 0);
        if (expired != leases) {
            throw new IllegalStateException(expired + " leases expired instead of " + leases);
        }
        return calls;
    }
}
