package dev.winnow.bench.jobs;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.Figures;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.Scale;
import java.nio.file.Path;
import java.util.function.Consumer;

/** How fast the queue alone is drained: claim with a lease, decode, run a no-op, acknowledge. */
public final class QueueDrainBench implements Bench {
    private static final double GOAL = 0.6;
    private static final int TURNS = 5;

    @Override
    public String name() {
        return "queue-drain";
    }

    @Override
    public String about() {
        return "claim to acknowledge of no-op jobs, beside Redis's own LMOVE + LREM; without persistence and with AOF";
    }

    @Override
    public void run(Path work, Scale scale, Consumer<Measure> found) throws Exception {
        try (QueueRig rig = QueueRig.inMemory()) {
            measure(rig, scale, name(), found);
        }
        try (QueueRig rig = QueueRig.withFile(work.resolve("aof"))) {
            measure(rig, scale, name() + ".aof", found);
        }
    }

    private static void measure(QueueRig rig, Scale scale, String name, Consumer<Measure> found) throws Exception {
        int jobs = scale.of(200_000, 4_000);
        RawRedis raw = rig.raw();
        Figures ours = new Figures();
        Figures reference = new Figures();
        for (int turn = 0; turn <= scale.of(TURNS, 1); turn++) {
            raw.pushes(jobs);
            double pairs = raw.pairs(jobs);
            rig.redis().flush();
            rig.push(jobs);
            double drained = rig.drain(jobs);
            // The first turn is for the JVM.
            if (turn > 0) {
                reference.add(pairs);
                ours.add(drained);
            }
        }
        found.accept(Measure.of(name, ours.median(), "jobs/s").against("LMOVE + LREM by " + raw.tool() + ", 50 "
                + "connections, pipeline 16", reference.median()).atLeast(GOAL));
    }
}
