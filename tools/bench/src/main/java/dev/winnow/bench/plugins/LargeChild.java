package dev.winnow.bench.plugins;

import dev.winnow.bench.support.BenchDatabase;
import dev.winnow.bench.support.JavaProcess;
import dev.winnow.bench.support.Measure;
import dev.winnow.db.plugin.PluginStore;
import dev.winnow.embedded.Account;
import dev.winnow.plugin.bundle.ContentReader;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.registry.PluginRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes or loads plugins in a JVM of its own, whose heap a large one would not fit in, and prints by how many MiB the
 * heap grew for each. Arguments: {@code publish} or {@code load}, a folder, {@link BenchDatabase#arguments}.
 */
public final class LargeChild {
    /** Half in a jar, half in another file. */
    static final long LARGE = 200L << 20;
    /** What the large one is held against. */
    private static final long SMALL = 2L << 20;
    /** More MiB of heap than this, and the plugin is not streamed. */
    static final double GOAL = 64;

    /** The first of all brings the connections and much else: it does not count. */
    private static final List<String> NAMES = List.of("large0", "large1", "large2");
    private static final String HEAP = "-Xmx128m";

    private final BenchDatabase database;
    private final Path folder;

    private LargeChild(BenchDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        List<String> arguments = List.of(args);
        try (BenchDatabase database = BenchDatabase.of(arguments.subList(2, arguments.size()))) {
            LargeChild child = new LargeChild(database, Path.of(args[1]));
            switch (args[0]) {
                case "publish" -> child.publish();
                case "load" -> child.load();
                default -> throw new IllegalArgumentException("there is no way '" + args[0] + "'");
            }
        }
        System.exit(0);
    }

    private void publish() throws Exception {
        Publishers publishers = Publishers.of(database);
        for (String name : NAMES) {
            List<PluginContent> plugin = List.of(new ContentReader().readUnpacked(folder.resolve(name), name)
                    .content());
            System.out.println(Heap.peakGrowth(() -> publishers.publish(plugin)));
        }
        publishers.resign(database);
    }

    private void load() throws Exception {
        PluginStore store = database.as(Account.WORKER, PluginStore.class);
        for (String name : NAMES) {
            System.out.println(Heap.peakGrowth(() -> Daemons.load(Daemons.laid(store, folder, name))));
        }
    }

    /** The plugins for it, made outside of it: the compiler would count as theirs. */
    static List<PluginContent> plugins(SamplePlugins samples) throws IOException, PluginRefusedException {
        return List.of(samples.large(SMALL, 0), samples.large(SMALL, 1), samples.large(LARGE, 2));
    }

    /**
     * Runs it.
     *
     * @param folder for {@code publish} the one that holds {@link #plugins}, for {@code load} an empty one
     */
    static Growth heapGrowth(String what, BenchDatabase database, Path folder)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(what, folder.toString()));
        arguments.addAll(database.arguments(what.equals("publish") ? Account.SCHEDULER : Account.WORKER));
        List<Double> grown = JavaProcess.run(LargeChild.class, List.of("-XX:+UseSerialGC", HEAP), arguments).stream()
                .map(Double::valueOf).toList();
        return new Growth(grown.get(1), grown.get(2));
    }

    /**
     * By how many MiB the heap grew.
     *
     * @param small for a plugin of {@link #SMALL} bytes
     * @param large for one of {@link #LARGE}
     */
    record Growth(double small, double large) {
        /** As two figures: only the large one's has a goal. */
        List<Measure> measures(String name) {
            return List.of(Measure.of(name + ".heap-growth", large, "MiB").atMost(GOAL),
                    Measure.of(name + ".heap-growth.of-2-MiB", small, "MiB"));
        }
    }
}
