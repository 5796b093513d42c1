package dev.winnow.bench.jobs;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.Figures;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.Scale;
import java.nio.file.Path;
import java.util.function.Consumer;

/** How fast the queue alone takes jobs in. */
public final class QueueIntakeBench implements Bench {
    private static final double GOAL = 0.4;
    private static final int TURNS = 5;

    @Override
    public String name() {
        return "queue-intake";
    }

    @Override
    public String about() {
        return "jobs pushed in batches of 1,000, beside Redis's own LPUSH; without persistence and with AOF";
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
            double pushes = raw.pushes(jobs);
            rig.redis().flush();
            double pushed = rig.push(jobs);
            rig.redis().flush();
            if (turn > 0) {
                reference.add(pushes);
                ours.add(pushed);
            }
        }
        found.accept(Measure.of(name, ours.median(), "jobs/s").against("LPUSH of 3 bytes by " + raw.tool() + ", 50 "
                + "connections, pipeline 16", reference.median()).atLeast(GOAL));
    }
}
