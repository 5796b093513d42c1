package dev.winnow.bench.plugins;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.Figures;
import dev.winnow.bench.support.JavaProcess;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.Scale;
import dev.winnow.plugin.bundle.ContentCache;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * 200 small Java plugins, loaded by Winnow (every SHA-256 verified, manifests read) and by pf4j from the same jars, in
 * turns, each time in a JVM of its own, as a daemon loads once in its life; and again in a JVM that has done it before.
 */
public final class JavaLoadBench implements Bench {
    private static final int PLUGINS = 200;
    private static final int JVMS = 7;
    private static final int ROUNDS = 15;
    private static final double GOAL = 0.5;
    private static final String REFERENCE = "pf4j 3.15.0";

    @Override
    public String name() {
        return "plugin-load-java";
    }

    @Override
    public String about() {
        return "load 200 small Java plugins, beside pf4j loading the same jars";
    }

    @Override
    public void run(Path work, Scale scale, Consumer<Measure> found) throws Exception {
        prepare(work);
        Ways first = new Ways();
        for (int i = 0; i < JVMS; i++) {
            first.measure(work, 1, 0);
        }
        report(found, "", first);
        Ways again = new Ways();
        again.measure(work, ROUNDS, ROUNDS / 3);
        report(found, ".again", again);
    }

    private void report(Consumer<Measure> found, String suffix, Ways ways) {
        double reference = ways.pf4j.median();
        found.accept(Measure.of(name() + ".warm-cache" + suffix, ways.warm.median(), "ms").against(REFERENCE, reference)
                .atMost(GOAL));
        found.accept(Measure.of(name() + ".cold-cache" + suffix, ways.cold.median(), "ms").against(REFERENCE,
                reference));
    }

    /** The figures of each way, taken in turns. */
    private record Ways(Figures warm, Figures pf4j, Figures cold) {
        Ways() {
            this(new Figures(), new Figures(), new Figures());
        }

        /** @param skipped so many rounds of each JVM do not count */
        void measure(Path work, int rounds, int skipped) throws IOException, InterruptedException {
            warm.addAll(child("winnow-warm", work, rounds).subList(skipped, rounds));
            pf4j.addAll(child("pf4j", work, rounds).subList(skipped, rounds));
            cold.addAll(child("winnow-cold", work, rounds).subList(skipped, rounds));
        }
    }

    private static List<Double> child(String way, Path work, int rounds) throws IOException, InterruptedException {
        return JavaProcess.run(LoadChild.class, List.of("-Xmx512m"), List.of(way, work.toString(), "" + rounds))
                .stream()
                .map(Double::valueOf).toList();
    }

    private static void prepare(Path work) throws IOException, PluginRefusedException {
        List<PluginContent> contents = new SamplePlugins(work).java(PLUGINS);
        PublishedList.write(work, contents);
        ContentCache cache = new ContentCache(work.resolve("cache"));
        for (PluginContent content : contents) {
            cache.materialise(content.digest(), content.files(),
                    (file, out) -> Files.copy(content.folder().resolve(file.path()), out));
        }
    }
}
