package dev.winnow.bench.jobs;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.Figures;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.Scale;
import dev.winnow.plugin.spi.Priority;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** The whole way of no-op jobs: from a request in the ledger by scheduler, queue and worker to an outcome in the ledger. */
public final class JobsThroughputBench implements Bench {
    private static final double INTAKE_GOAL = 0.8;
    private static final double DRAIN_GOAL = 0.65;
    private static final int TURNS = 5;
    private static final int CONCURRENCY = 64;
    private static final String INSERT = "multi-row INSERT, 1,000 rows a commit, one connection";
    private static final String UPDATE = "UPDATE JOIN JSON_TABLE, 1,000 rows a commit, one connection";

    private final String name;
    private final Part part;

    private JobsThroughputBench(String name, Part part) {
        this.name = name;
        this.part = part;
    }

    /** Of the ends. */
    public static Bench drain() {
        return new JobsThroughputBench("jobs-drain", Part.DRAIN);
    }

    /** Of the beginnings. */
    public static Bench intake() {
        return new JobsThroughputBench("jobs-intake", Part.INTAKE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String about() {
        return switch (part) {
            case DRAIN -> "queued no-op jobs claimed, run and put on record by one worker process, beside raw UPDATEs";
            case INTAKE -> "jobs put on record in bulk, and brought into the queue, beside raw INSERTs";
        };
    }

    @Override
    public void run(Path work, Scale scale, Consumer<Measure> found) throws Exception {
        int jobs = scale.of(100_000, 2_000);
        try (Suite suite = Suite.start(work); RawLedger raw = new RawLedger(suite.database())) {
            suite.startWorker(Map.of("WINNOW_WORKER_CONCURRENCY", Integer.toString(CONCURRENCY)));
            JobLoad load = JobLoad.noop(suite);
            Figures inserts = new Figures();
            Figures updates = new Figures();
            Figures requested = new Figures();
            Figures dispatched = new Figures();
            Figures drained = new Figures();
            for (int turn = 0; turn <= scale.of(TURNS, 1); turn++) {
                double inserted = raw.insert(jobs);
                double updated = raw.update(jobs);
                raw.forget();
                load.hold();
                long start = System.nanoTime();
                double asked = load.request(jobs, Priority.P1);
                load.awaitWaiting(jobs);
                double brought = jobs / ((System.nanoTime() - start) / 1e9);
                start = System.nanoTime();
                load.release();
                load.awaitEmpty();
                double ended = jobs / ((System.nanoTime() - start) / 1e9);
                load.requireSucceeded(jobs);
                load.forget();
                // The first turn is for the JVMs.
                if (turn > 0) {
                    inserts.add(inserted);
                    updates.add(updated);
                    requested.add(asked);
                    dispatched.add(brought);
                    drained.add(ended);
                }
            }
            switch (part) {
                case DRAIN -> found.accept(Measure.of(name, drained.median(), "jobs/s")
                        .against(UPDATE, updates.median()).atLeast(DRAIN_GOAL));
                case INTAKE -> {
                    found.accept(Measure.of(name, requested.median(), "jobs/s").against(INSERT, inserts.median())
                            .atLeast(INTAKE_GOAL));
                    found.accept(Measure.of(name + ".into-the-queue", dispatched.median(), "jobs/s").against(INSERT,
                            inserts.median()));
                }
            }
        }
    }

    private enum Part {
        DRAIN, INTAKE
    }
}
