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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A thousand workers' leases: claimed, renewed, and ended; how long Redis's slowest command took. */
public final class QueueOwnersBench implements Bench {
    private static final double GOAL_MILLIS = 5;
    private static final int HELD = 32;
    private static final int MAX_CRASHES = 3;
    private static final int EXPIRED_AT_ONCE = 200;
    private static final Duration OVER_AT_ONCE = Duration.ofMillis(1);

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
                held.put(owner, rig.queue().claim(owner, QueueRig.LANES, HELD, QueueRig.LEASE).stream()
                        .map(ClaimedJob::lease).toList());
            }
            slow.reset();
            renew(rig.queue(), held, QueueRig.LEASE, scale.of(5, 1));
            report(found, ".renew", slow);
            renew(rig.queue(), held, OVER_AT_ONCE, 1);
            slow.reset();
            int expired = expire(rig.queue());
            if (expired != owners * HELD) {
                throw new IllegalStateException(expired + " leases expired instead of " + owners * HELD);
            }
            report(found, ".expire", slow);
        }
    }

    private void report(Consumer<Measure> found, String suffix, RedisFigures slow) {
        found.accept(Measure.of(name() + suffix, slow.slowestMillis(), "ms").atMost(GOAL_MILLIS));
    }

    private static void renew(JobQueue queue, Map<String, List<Lease>> held, Duration lease, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, List<Lease>> each : held.entrySet()) {
                Renewal renewal = queue.renew(each.getKey(), each.getValue(), lease);
                if (!renewal.lost().isEmpty()) {
                    throw new IllegalStateException("leases were lost: " + renewal.lost());
                }
            }
        }
    }

    private static int expire(JobQueue queue) {
        int expired = 0;
        List<Integer> portions = new ArrayList<>();
        do {
            portions.add(queue.expireLeases(EXPIRED_AT_ONCE, MAX_CRASHES).size());
            expired += portions.getLast();
        } while (portions.getLast() > 0);
        return expired;
    }
}
