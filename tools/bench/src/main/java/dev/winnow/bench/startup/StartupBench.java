package dev.winnow.bench.startup;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.Figures;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.ResidentMemory;
import dev.winnow.bench.support.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Each daemon with 50 plugins, from its start until it is ready, beside a bare Spring Boot application. */
public final class StartupBench implements Bench {
    private static final double GOAL = 1.5;
    /** By then nothing of the start is at work any more. */
    private static final Duration REST = Duration.ofSeconds(15);
    private static final int ROUNDS = 3;
    private static final List<String> DAEMONS = List.of("scheduler", "worker", "interface-server");

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String about() {
        return "each daemon with 50 plugins, start to ready and memory at rest, beside a bare Spring Boot application";
    }

    @Override
    public void run(Path work, Scale scale, Consumer<Measure> found) throws Exception {
        int rounds = scale == Scale.QUICK ? 1 : ROUNDS;
        try (StartupRig rig = new StartupRig(work)) {
            // The first start makes the schema and publishes; its options are what all have.
            List<String> options = firstStart(rig);
            for (String daemon : DAEMONS) {
                measure(rig, daemon, options, rounds, found);
            }
            rig.addPythonPlugin();
            try (StartedProcess scheduler = rig.daemon("scheduler", false)) {
                measurePython(rig, rounds, found);
            }
        }
    }

    private static List<String> firstStart(StartupRig rig) throws IOException, InterruptedException {
        try (StartedProcess scheduler = rig.daemon("scheduler", false)) {
            return scheduler.jvmOptions();
        }
    }

    private void measure(StartupRig rig, String daemon, List<String> options, int rounds, Consumer<Measure> found)
            throws IOException, InterruptedException {
        // Workers and interface servers wait for a scheduler that is done; it has nothing to do meanwhile.
        try (Companion unused = Companion.of(rig, daemon)) {
            Figures plain = new Figures();
            Figures bare = new Figures();
            Figures memory = new Figures();
            Figures settings = new Figures();
            Figures plugins = new Figures();
            for (int i = 0; i < rounds; i++) {
                bare.add(readyMillis(rig.bare(daemon, options)));
                try (StartedProcess started = rig.daemon(daemon, false)) {
                    plain.add(started.readyMillis());
                    started.millisUntil(" starts on ").ifPresent(settings::add);
                    // A scheduler is ready before.
                    started.millisUntil("Plugins are loaded").ifPresent(plugins::add);
                    memory.add(atRest(started));
                }
            }
            found.accept(Measure.of(name() + "." + daemon, plain.median(), "ms").against(
                    "bare Spring Boot application with the same libraries", bare.median()).atMost(GOAL));
            found.accept(Measure.of(name() + "." + daemon + ".until-settings-are-read", settings.median(), "ms"));
            if (!plugins.isEmpty()) {
                found.accept(Measure.of(name() + "." + daemon + ".until-plugins-are-loaded", plugins.median(), "ms"));
            }
            measureRecorded(rig, daemon, options, rounds, found);
            found.accept(Measure.of(name() + "." + daemon + ".memory", memory.median(), "MiB")
                    .atMost(ResidentMemory.GOAL_MIB));
        }
    }

    private void measureRecorded(StartupRig rig, String daemon, List<String> options, int rounds,
            Consumer<Measure> found) throws IOException, InterruptedException {
        Path cache = rig.work().resolve("bare-" + daemon + ".aot");
        List<String> recording = new ArrayList<>(options);
        recording.add("-XX:AOTCacheOutput=" + cache);
        readyMillis(rig.bare(daemon, recording));
        List<String> recorded = new ArrayList<>(options);
        recorded.addAll(List.of("-XX:AOTCache=" + cache, "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0", "-Xlog:aot*=off", "-Xlog:cds*=off"));
        if (!Files.exists(cache)) {
            throw new IOException("the bare application's JVM left no AOT cache: Java 25 or newer does");
        }
        Figures with = new Figures();
        Figures bare = new Figures();
        for (int i = 0; i < rounds; i++) {
            bare.add(readyMillis(rig.bare(daemon, recorded)));
            with.add(readyMillis(rig.daemon(daemon, true)));
        }
        found.accept(Measure.of(name() + "." + daemon + ".aot", with.median(), "ms").against(
                "bare Spring Boot application with the same libraries, its own AOT cache", bare.median())
                .atMost(GOAL));
    }

    /** What a Python plugin adds: Python starts beside the application once a start has left word of it. */
    private void measurePython(StartupRig rig, int rounds, Consumer<Measure> found)
            throws IOException, InterruptedException {
        for (boolean recorded : List.of(false, true)) {
            Figures took = new Figures();
            for (int i = 0; i <= rounds; i++) {
                double millis = readyMillis(rig.daemon("worker", recorded));
                if (i > 0) {
                    took.add(millis);
                }
            }
            found.accept(Measure.of(name() + ".worker.python" + (recorded ? ".aot" : ""), took.median(), "ms"));
        }
    }

    private static double readyMillis(StartedProcess process) {
        try (process) {
            return process.readyMillis();
        }
    }

    private static double atRest(StartedProcess process) throws IOException, InterruptedException {
        Thread.sleep(REST);
        return process.residentMib();
    }

    /** A scheduler beside what is measured, unless that is one itself. */
    private record Companion(Optional<StartedProcess> scheduler) implements AutoCloseable {
        static Companion of(StartupRig rig, String daemon) throws IOException, InterruptedException {
            return new Companion(daemon.equals("scheduler")
                    ? Optional.empty()
                    : Optional.of(rig.daemon("scheduler", false)));
        }

        @Override
        public void close() {
            scheduler.ifPresent(StartedProcess::close);
        }
    }
}
