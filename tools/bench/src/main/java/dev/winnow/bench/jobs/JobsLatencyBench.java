package dev.winnow.bench.jobs;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.Figures;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.Scale;
import dev.winnow.embedded.FreePort;
import dev.winnow.embedded.Passwords;
import dev.winnow.plugin.spi.Priority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** How long jobs wait: on an idle queue, asked for by the API, and behind many that are less urgent. */
public final class JobsLatencyBench implements Bench {
    private static final double IDLE_GOAL = 1.5;
    private static final Duration IDLE = Duration.ofMillis(3);
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final int TURNS = 5;
    private static final int SLEEP_MILLIS = 20;

    @Override
    public String name() {
        return "jobs-latency";
    }

    @Override
    public String about() {
        return "push to start on an idle queue beside a blocking pop; from the API; p0 behind 1,000,000 p2";
    }

    @Override
    public void run(Path work, Scale scale, Consumer<Measure> found) throws Exception {
        idleQueue(scale, found);
        StampPlugin.into(Files.createDirectories(work.resolve("plugins")));
        try (Suite suite = Suite.start(work)) {
            suite.startWorker(Map.of());
            Probes probes = new Probes(suite);
            idleWorker(probes, scale, found);
            byApi(suite, probes, scale, found);
            behindOthers(suite, probes, scale, found);
        }
    }

    private void idleQueue(Scale scale, Consumer<Measure> found) throws Exception {
        Figures ours = new Figures();
        Figures reference = new Figures();
        try (QueueRig rig = QueueRig.inMemory();
                RawPop raw = new RawPop(rig.redis());
                IdleQueue consumer = new IdleQueue(rig)) {
            int times = scale.of(400, 10);
            consumer.measure(scale.of(1_000, 10), IDLE, new Figures());
            raw.measure(scale.of(1_000, 10), IDLE, new Figures());
            for (int turn = 0; turn < scale.of(TURNS, 1); turn++) {
                raw.measure(times, IDLE, reference);
                consumer.measure(times, IDLE, ours);
            }
        }
        String what = "LPUSH to the end of a waiting BRPOP";
        found.accept(Measure.of(name() + ".idle-queue.p50", ours.median(), "us").against(what, reference.median())
                .atMost(IDLE_GOAL));
        found.accept(Measure.of(name() + ".idle-queue.p99", ours.quantile(0.99), "us").against(what,
                reference.quantile(0.99)).atMost(IDLE_GOAL));
    }

    private void idleWorker(Probes probes, Scale scale, Consumer<Measure> found) throws Exception {
        probes.push(scale.of(500, 5), BETWEEN);
        probes.take();
        probes.push(scale.of(1_000, 5), BETWEEN);
        Figures figures = probes.take();
        found.accept(Measure.of(name() + ".idle-worker.p50", figures.median(), "ms"));
        found.accept(Measure.of(name() + ".idle-worker.p99", figures.quantile(0.99), "ms"));
    }

    private void byApi(Suite suite, Probes probes, Scale scale, Consumer<Measure> found) throws Exception {
        String token = new Passwords().next(40);
        String address = suite.startInterfaceServer(FreePort.any(), token);
        probes.post(address, token, scale.of(1_000, 5), BETWEEN);
        probes.take();
        probes.post(address, token, scale.of(1_000, 5), BETWEEN);
        report(found, ".by-api", probes.take(), 5, 15);
    }

    private void behindOthers(Suite suite, Probes probes, Scale scale, Consumer<Measure> found) throws Exception {
        for (JobLoad load : new JobLoad[]{JobLoad.noop(suite), JobLoad.sleeping(suite, SLEEP_MILLIS)}) {
            int others = scale.of(1_000_000, 2_000);
            load.hold();
            load.request(others, Priority.P2);
            load.awaitWaiting(others);
            load.release();
            probes.push(scale.of(500, 5), BETWEEN);
            int left = load.waiting();
            report(found, ".behind-" + others + "." + load.type(), probes.take(), 1, 10);
            found.accept(Measure.of(name() + ".behind-" + others + "." + load.type() + ".still-waiting", left, "jobs"));
            load.drop();
        }
    }

    private void report(Consumer<Measure> found, String suffix, Figures figures, double middle, double high) {
        found.accept(Measure.of(name() + suffix + ".p50", figures.median(), "ms").atMost(middle));
        found.accept(Measure.of(name() + suffix + ".p99", figures.quantile(0.99), "ms").atMost(high));
    }
}
