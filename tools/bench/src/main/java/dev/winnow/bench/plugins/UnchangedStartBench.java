package dev.winnow.bench.plugins;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.BenchDatabase;
import dev.winnow.bench.support.Figures;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.Scale;
import dev.winnow.bench.support.Timed;
import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.scheduler.publish.Publication;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A scheduler that starts again and finds the 200 plugins that it published: what it writes, and how long it looks. */
public final class UnchangedStartBench implements Bench {
    private static final int PLUGINS = 200;
    private static final int ROUNDS = 7;
    private static final List<String> CONTENT = List.of("plugin_blob", "plugin_file", "plugin_content",
            "generation_plugin", "plugin_generation");

    @Override
    public String name() {
        return "plugin-unchanged-start";
    }

    @Override
    public String about() {
        return "a look at 200 plugins that are published already: rows written, time";
    }

    @Override
    public void run(Path work, Scale scale, Consumer<Measure> found) throws Exception {
        SamplePlugins plugins = new SamplePlugins(work);
        List<PluginContent> contents = plugins.java(PLUGINS);
        try (BenchDatabase database = BenchDatabase.fresh();
                ServerCounts counts = new ServerCounts(database.name());
                BenchScheduler scheduler = BenchScheduler.of(database, plugins.folder())) {
            require(scheduler.look() instanceof Publication.Published, "the first look published nothing");
            long published = rows(counts.rowsWritten());
            require(published >= PLUGINS, "the server does not count rows: " + published);
            // What was written a moment ago is read twice, after a pause: not what a restart finds.
            Thread.sleep(1_500);
            look(scheduler);
            Figures took = new Figures();
            Figures reference = new Figures();
            long received = counts.bytesReceived();
            for (int i = 0; i < ROUNDS; i++) {
                took.add(Timed.millis(() -> look(scheduler)));
                reference.add(Timed.millis(() -> sumUp(contents)));
            }
            long sent = (counts.bytesReceived() - received) / ROUNDS;
            double size = contents.stream().mapToLong(PluginContent::size).sum();
            found.accept(Measure.of(name() + ".content-rows-written", rows(counts.rowsWritten()) - published, "rows")
                    .atMost(0));
            found.accept(Measure.of(name() + ".bytes-sent-to-mysql", sent, "bytes").against("the plugins' own bytes",
                    size));
            found.accept(Measure.of(name(), took.median(), "ms").against("SHA-256 of the same files",
                    reference.median()));
        }
    }

    private static void look(BenchScheduler scheduler) throws Exception {
        Publication seen = scheduler.look();
        require(seen instanceof Publication.Unchanged, "an unchanged look came to: " + seen.sentence());
    }

    private static long rows(Map<String, Long> written) {
        return CONTENT.stream().mapToLong(table -> written.getOrDefault(table, 0L)).sum();
    }

    private static void sumUp(List<PluginContent> contents) throws Exception {
        for (PluginContent content : contents) {
            for (ContentFile file : content.files()) {
                MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(content.folder().resolve(file.path())));
            }
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
