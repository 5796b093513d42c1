package dev.winnow.bench;

import dev.winnow.bench.jobs.JobsCpuBench;
import dev.winnow.bench.jobs.JobsLatencyBench;
import dev.winnow.bench.jobs.JobsThroughputBench;
import dev.winnow.bench.jobs.QueueDrainBench;
import dev.winnow.bench.jobs.QueueGrowthBench;
import dev.winnow.bench.jobs.QueueIntakeBench;
import dev.winnow.bench.jobs.QueueOwnersBench;
import dev.winnow.bench.plugins.HeapBench;
import dev.winnow.bench.plugins.JavaLoadBench;
import dev.winnow.bench.plugins.LargeLoadBench;
import dev.winnow.bench.plugins.PublishBench;
import dev.winnow.bench.plugins.PythonBench;
import dev.winnow.bench.plugins.UnchangedStartBench;
import dev.winnow.bench.startup.StartupBench;
import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.Scale;
import dev.winnow.bench.support.WorkFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the benchmarks, or runs one; exit codes: 0 done, 1 failed, 2 no such benchmark. */
public final class BenchMain {
    private static final String QUICK = "--quick";
    private static final List<Bench> ALL = List.of(new JavaLoadBench(), new LargeLoadBench(), new PublishBench(),
            new UnchangedStartBench(), new PythonBench(), new HeapBench(), new QueueDrainBench(),
            new QueueIntakeBench(), new QueueGrowthBench(), new QueueOwnersBench(), JobsThroughputBench.drain(),
            JobsThroughputBench.intake(), new JobsCpuBench(), new JobsLatencyBench(),
            new StartupBench());

    private BenchMain() {
    }

    public static void main(String[] args) throws Exception {
        List<String> words = new ArrayList<>(List.of(args));
        Scale scale = words.remove(QUICK) ? Scale.QUICK : Scale.FULL;
        if (words.isEmpty()) {
            ALL.forEach(bench -> System.out.printf("%-24s %s%n", bench.name(), bench.about()));
            return;
        }
        Optional<Bench> chosen = ALL.stream().filter(bench -> bench.name().equals(words.getFirst())).findFirst();
        if (words.size() != 1 || chosen.isEmpty()) {
            System.err.println(
                    "bench: there is no benchmark '" + String.join(" ", words) + "'; without a name, they are listed");
            System.exit(2);
            return;
        }
        Path work = Files.createTempDirectory("winnow-bench");
        try {
            chosen.get().run(work, scale, measure -> System.out.println(measure.json()));
        } finally {
            WorkFolder.delete(work);
        }
        // What plugins and servers started must not keep it alive.
        System.exit(0);
    }
}
