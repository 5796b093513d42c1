package dev.winnow.bench.jobs;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.Figures;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.Scale;
import dev.winnow.embedded.EmbeddedRedis;
import dev.winnow.plugin.spi.Priority;
import dev.winnow.queue.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Whether a job costs more when many wait: one comes in for each that goes out, at different backlogs. */
public final class QueueGrowthBench implements Bench {
    private static final double GOAL = 1.2;
    private static final int SMALLEST = 1_000;
    private static final int BATCH = 200;
    private static final int FILL = 1_000;
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
        List<Integer> backlogs = backlogs(scale);
        Map<Integer, Double> raw = new HashMap<>();
        try (EmbeddedRedis server = EmbeddedRedis.builder().start(); RawTable table = new RawTable(server)) {
            grow(backlogs, jobs -> inBatches(jobs, FILL, table::push), backlog -> {
                double micros = measure(scale, jobs -> inBatches(jobs, BATCH, count -> {
                    table.push(count);
                    table.take(count);
                }));
                raw.put(backlog, micros);
                found.accept(of(".raw-at-", backlog, micros, raw));
            });
        }
        Map<Integer, Double> ours = new HashMap<>();
        try (QueueRig rig = QueueRig.inMemory(); RedisFigures redis = new RedisFigures(rig.redis())) {
            long empty = redis.usedBytes();
            grow(backlogs,
                    jobs -> inBatches(jobs, FILL, count -> rig.queue().push(rig.noop().envelopes(count, Priority.P1))),
                    backlog -> {
                        double micros = measure(scale, jobs -> cycle(rig, jobs));
                        ours.put(backlog, micros);
                        found.accept(Measure.of(name() + ".memory-at-" + backlog,
                                (redis.usedBytes() - empty) / (double) backlog, "bytes/job"));
                        Measure figure = of(".at-", backlog, micros, ours);
                        found.accept(backlog == SMALLEST ? figure : figure.atMost(GOAL));
                        found.accept(
                                Measure.of(name() + ".beside-raw-at-" + backlog, micros, "us/job").against("raw-at-"
                                        + backlog, raw.getOrDefault(backlog, Double.NaN)));
                    });
        }
    }

    private Measure of(String suffix, int backlog, double micros, Map<Integer, Double> all) {
        Measure figure = Measure.of(name() + suffix + backlog, micros, "us/job");
        return backlog == SMALLEST ? figure : figure.against("at-" + SMALLEST, all.getOrDefault(SMALLEST, Double.NaN));
    }

    private static List<Integer> backlogs(Scale scale) throws IOException {
        List<Integer> backlogs = new ArrayList<>(
                scale == Scale.FULL ? List.of(SMALLEST, 100_000, 10_000_000) : List.of(SMALLEST, 5_000));
        long free = availableBytes();
        if (backlogs.getLast() * BYTES_PER_JOB > free) {
            backlogs.set(backlogs.size() - 1, (int) (free / BYTES_PER_JOB));
        }
        return backlogs;
    }

    private static void grow(List<Integer> backlogs, IntConsumer fill, IntConsumer look) {
        int waiting = 0;
        for (int backlog : backlogs) {
            fill.accept(backlog - waiting);
            waiting = backlog;
            look.accept(backlog);
        }
    }

    /** Microseconds a job; the first turn is left out. */
    private static double measure(Scale scale, IntConsumer cycle) {
        Figures figures = new Figures();
        int jobs = scale.of(60_000, 2_000);
        cycle.accept(jobs);
        for (int turn = 0; turn < scale.of(TURNS, 1); turn++) {
            long start = System.nanoTime();
            cycle.accept(jobs);
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

    /** In portions, since what is pushed lies in this JVM's memory until then. */
    private static void inBatches(int jobs, int most, IntConsumer part) {
        for (int left = jobs; left > 0; left -= most) {
            part.accept(Math.min(left, most));
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
