package dev.winnow.bench.jobs;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.Figures;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.Scale;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Whether a job costs more when many wait: one comes in for each that goes out, at different backlogs. */
public final class QueueGrowthBench implements Bench {
    private static final double GOAL = 1.2;
    private static final int BATCH = 200;
    private static final int TURNS = 7;
    /** Of Redis, for a waiting job; and as much again for what it copies when its tables grow. */
    private static final long BYTES_PER_JOB = 2 * 400;

    @Override
    public String name() {
        return "queue-growth";
    }

    @Override
    public String about() {
        return "the cost of a job (pushed, claimed, acknowledged) at a backlog of 1,000, 100,000 and 10,000,000";
    }

    @Override
    public void run(Path work, Scale scale, Consumer<Measure> found) throws Exception {
        try (QueueRig rig = QueueRig.inMemory(); RedisFigures redis = new RedisFigures(rig.redis())) {
            long empty = redis.usedBytes();
            rig.push(1_000);
            cycle(rig, scale.of(200_000, 2_000));
            List<Integer> backlogs = new ArrayList<>(
                    scale == Scale.FULL ? List.of(1_000, 100_000, 10_000_000) : List.of(1_000, 5_000));
            long free = availableBytes();
            if (backlogs.getLast() * BYTES_PER_JOB > free) {
                backlogs.set(backlogs.size() - 1, (int) (free / BYTES_PER_JOB));
            }
            double smallest = 0;
            int waiting = 1_000;
            for (int backlog : backlogs) {
                fill(rig, backlog - waiting);
                waiting = backlog;
                double micros = measure(rig, scale);
                Measure figure = Measure.of(name() + ".at-" + backlog, micros, "us/job");
                smallest = smallest == 0 ? micros : smallest;
                found.accept(Measure.of(name() + ".memory-at-" + backlog,
                        (redis.usedBytes() - empty) / (double) backlog, "bytes/job"));
                found.accept(backlog == 1_000 ? figure : figure.against("at-1000", smallest).atMost(GOAL));
            }
        }
    }

    private static double measure(QueueRig rig, Scale scale) {
        Figures figures = new Figures();
        int jobs = scale.of(60_000, 2_000);
        for (int turn = 0; turn < scale.of(TURNS, 1); turn++) {
            long start = System.nanoTime();
            cycle(rig, jobs);
            figures.add((System.nanoTime() - start) / 1e3 / jobs);
        }
        return figures.median();
    }

    private static void cycle(QueueRig rig, int jobs) {
        List<Lease> done = List.of();
        for (int left = jobs; left > 0; left -= BATCH) {
            rig.queue().push(rig.noop().envelopes(BATCH, Priority.P1));
            done = rig.turn(done, BATCH);
        }
        rig.queue().acknowledge(done);
    }

    /** In portions, since the envelopes lie in this JVM's memory until they are pushed. */
    private static void fill(QueueRig rig, int jobs) throws InterruptedException {
        for (int left = jobs; left > 0; left -= 100_000) {
            rig.push(Math.min(left, 100_000));
        }
    }

    private static long availableBytes() throws IOException {
        Path file = Path.of("/proc/meminfo");
        if (!Files.exists(file)) {
            return Long.MAX_VALUE;
        }
        String line = Files.readAllLines(file).stream().filter(each -> each.startsWith("MemAvailable:")).findFirst()
                .orElse("MemAvailable: 0 kB");
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }
}
