package dev.winnow.bench.plugins;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.BenchDatabase;
import dev.winnow.bench.support.Figures;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.Scale;
import dev.winnow.bench.support.Timed;
import dev.winnow.bench.support.WorkFolder;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** One plugin of 200 MiB from the embedded MariaDB into a cache and loaded, beside a SELECT of its chunks to files. */
public final class LargeLoadBench implements Bench {
    private static final int ROUNDS = 5;
    private static final String REFERENCE = "raw SELECT of the chunks to files, and SHA-256";

    @Override
    public String name() {
        return "plugin-load-large";
    }

    @Override
    public String about() {
        return "lay down and load one plugin of 200 MiB, beside a raw SELECT of its chunks to files";
    }

    @Override
    public void run(Path work, Scale scale, Consumer<Measure> found) throws Exception {
        try (BenchDatabase database = BenchDatabase.fresh(); RawSql raw = new RawSql(database)) {
            SamplePlugins plugins = new SamplePlugins(work.resolve("source"));
            List<PluginContent> published = LargeChild.plugins(plugins);
            PluginContent large = published.getLast();
            Publishers.of(database).publish(published);
            PluginStore store = database.as(Account.WORKER, PluginStore.class);
            List<ContentFile> files = large.files();
            Figures cold = new Figures();
            Figures warm = new Figures();
            Figures reference = new Figures();
            for (int i = 0; i < ROUNDS; i++) {
                Path cache = work.resolve("cache-" + UUID.randomUUID());
                cold.add(Timed.millis(() -> load(store, cache, large.name())));
                warm.add(Timed.millis(() -> load(store, cache, large.name())));
                WorkFolder.delete(cache);
                Path target = work.resolve("raw");
                reference.add(Timed.millis(() -> raw.select(files, target)));
                WorkFolder.delete(target);
            }
            found.accept(Measure.of(name() + ".cold-cache", cold.median(), "ms").against(REFERENCE,
                    reference.median()));
            found.accept(Measure.of(name() + ".warm-cache", warm.median(), "ms").against(REFERENCE,
                    reference.median()));
            LargeChild.heapGrowth("load", database, work.resolve("heap")).measures(name()).forEach(found);
        }
    }

    private static void load(PluginStore store, Path cache, String name) throws Exception {
        MaterialisedPlugin laid = Daemons.laid(store, cache, name);
        Daemons.load(laid);
    }
}
