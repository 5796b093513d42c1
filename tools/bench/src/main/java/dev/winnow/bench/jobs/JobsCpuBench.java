package dev.winnow.bench.jobs;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.Figures;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.ResidentMemory;
import dev.winnow.bench.support.Scale;
import dev.winnow.plugin.spi.Priority;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What jobs cost: processor time of each process for 1,000 of them, and the worker's memory after a million. */
public final class JobsCpuBench implements Bench {
    private static final double QUEUE_GOAL_MILLIS = 5;
    private static final double WHOLE_GOAL_MILLIS = 45;
    private static final int TURNS = 5;
    private static final int ROUNDS = 10;
    private static final String MARIADB = "mariadb";

    @Override
    public String name() {
        return "jobs-cpu";
    }

    @Override
    public String about() {
        return "processor time for 1,000 no-op jobs, by process; the worker's memory with 1,000,000 behind it";
    }

    @Override
    public void run(Path work, Scale scale, Consumer<Measure> found) throws Exception {
        queueAlone(scale, found);
        wholeWay(work, scale, found);
    }

    private void queueAlone(Scale scale, Consumer<Measure> found) throws Exception {
        int jobs = scale.of(200_000, 4_000);
        long self = ProcessHandle.current().pid();
        Figures total = new Figures();
        Figures redis = new Figures();
        try (QueueRig rig = QueueRig.inMemory()) {
            for (int turn = 0; turn <= scale.of(TURNS, 1); turn++) {
                rig.push(jobs);
                double ownBefore = ProcessFigures.cpuMillis(self);
                double redisBefore = ProcessFigures.cpuMillis(rig.redis().pid());
                rig.drain(jobs);
                double own = ProcessFigures.cpuMillis(self) - ownBefore;
                double server = ProcessFigures.cpuMillis(rig.redis().pid()) - redisBefore;
                if (turn > 0) {
                    total.add((own + server) * 1000 / jobs);
                    redis.add(server * 1000 / jobs);
                }
            }
        }
        String unit = "ms/1000 jobs";
        found.accept(Measure.of(name() + ".queue", total.median(), unit).atMost(QUEUE_GOAL_MILLIS));
        found.accept(Measure.of(name() + ".queue.redis", redis.median(), unit));
    }

    private void wholeWay(Path work, Scale scale, Consumer<Measure> found) throws Exception {
        int jobs = scale.of(100_000, 1_000);
        try (Suite suite = Suite.start(work)) {
            suite.startWorker(Map.of());
            JobLoad load = JobLoad.noop(suite);
            round(load, jobs);
            Map<String, Double> before = cpu(suite);
            for (int i = 0; i < ROUNDS; i++) {
                round(load, jobs);
            }
            Map<String, Double> used = cpu(suite);
            used.replaceAll((process, millis) -> (millis - before.getOrDefault(process, 0.0)) / (ROUNDS * jobs) * 1000);
            String unit = "ms/1000 jobs";
            double all = used.values().stream().mapToDouble(Double::doubleValue).sum();
            found.accept(Measure.of(name() + ".whole", all, unit).atMost(WHOLE_GOAL_MILLIS));
            used.forEach((process, millis) -> found.accept(Measure.of(name() + ".whole." + process, millis, unit)));
            found.accept(Measure.of(name() + ".raw-sql.mariadb", rawSql(suite, jobs, scale.of(TURNS, 1)), unit));
            found.accept(Measure.of(name() + ".worker-memory", ResidentMemory.mib(suite.worker().pid()), "MiB")
                    .atMost(ResidentMemory.GOAL_MIB));
        }
    }

    /** What MariaDB needs for one raw INSERT and one raw UPDATE a job, and nothing else. */
    private static double rawSql(Suite suite, int jobs, int turns) throws Exception {
        try (RawLedger raw = new RawLedger(suite.database())) {
            double used = 0;
            for (int turn = 0; turn < turns; turn++) {
                double before = cpu(suite).getOrDefault(MARIADB, 0.0);
                raw.insert(jobs);
                raw.update(jobs);
                used += cpu(suite).getOrDefault(MARIADB, 0.0) - before;
                raw.forget();
            }
            return used / (turns * jobs) * 1000;
        }
    }

    private static void round(JobLoad load, int jobs) throws Exception {
        long before = load.finished();
        load.request(jobs, Priority.P1);
        load.awaitFinished(before + jobs);
        load.requireSucceeded(jobs);
        load.forget();
    }

    /** Processor time until now by process; the requester is this one. */
    private static Map<String, Double> cpu(Suite suite) throws IOException {
        Map<String, Double> used = new TreeMap<>();
        used.put("requester", ProcessFigures.cpuMillis(ProcessHandle.current().pid()));
        for (Map.Entry<String, Long> each : suite.processes().entrySet()) {
            used.put(each.getKey(), ProcessFigures.cpuMillis(each.getValue()));
        }
        return used;
    }
}
