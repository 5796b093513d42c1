package dev.winnow.bench.plugins;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.BenchDatabase;
import dev.winnow.bench.support.Figures;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.Scale;
import dev.winnow.bench.support.Timed;
import dev.winnow.plugin.bundle.PluginContent;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** 200 small plugins, and one of 200 MiB, into the embedded MariaDB, beside plain INSERTs of the same bytes. */
public final class PublishBench implements Bench {
    private static final int PLUGINS = 200;
    private static final int ROUNDS = 3;
    private static final String REFERENCE = "raw INSERT of the same chunks";

    @Override
    public String name() {
        return "plugin-publish";
    }

    @Override
    public String about() {
        return "publish 200 small plugins, and one of 200 MiB, beside raw INSERTs of the same bytes";
    }

    @Override
    public void run(Path work, Scale scale, Consumer<Measure> found) throws Exception {
        try (BenchDatabase database = BenchDatabase.fresh(); RawSql raw = new RawSql(database)) {
            Publishers publishers = Publishers.of(database);
            measure(found, ".small", database, publishers, raw,
                    new SamplePlugins(work.resolve("small")).java(PLUGINS));
            SamplePlugins large = new SamplePlugins(work.resolve("large"));
            List<PluginContent> plugins = LargeChild.plugins(large);
            measure(found, ".large", database, publishers, raw, List.of(plugins.getLast()));
            database.forgetPlugins();
            publishers.resign(database);
            LargeChild.heapGrowth("publish", database, large.folder()).measures(name() + ".large")
                    .forEach(found);
        }
    }

    private void measure(Consumer<Measure> found, String suffix, BenchDatabase database, Publishers publishers,
            RawSql raw, List<PluginContent> plugins) throws Exception {
        Figures took = new Figures();
        Figures reference = new Figures();
        for (int i = 0; i < ROUNDS; i++) {
            database.forgetPlugins();
            took.add(Timed.millis(() -> publishers.publish(plugins)));
            raw.forget();
            reference.add(Timed.millis(() -> raw.insert(plugins)));
        }
        found.accept(Measure.of(name() + suffix, took.median(), "ms").against(REFERENCE, reference.median()));
    }
}
