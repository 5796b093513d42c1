package dev.winnow.bench.plugins;

import dev.winnow.plugin.loader.JavaPluginRuntime;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginLoader;
import dev.winnow.plugin.loader.PluginRuntime;
import dev.winnow.plugin.python.PythonPluginRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads plugins of one language in a JVM of its own, and prints the heap in use after garbage was collected, and what lies
 * outside of it: with the first plugin, which brings what all share, and with each count more. Arguments: the language, a
 * folder with a {@link PublishedList} of one more than the highest count, the counts.
 */
public final class HeapChild {
    private HeapChild() {
    }

    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[1]);
        List<Integer> counts = List.of(args).subList(2, args.length).stream().map(Integer::valueOf).toList();
        PluginRuntime runtime = args[0].equals("python")
                ? new PythonPluginRuntime(work.resolve("work"))
                : new JavaPluginRuntime();
        List<MaterialisedPlugin> plugins = Daemons.inPlace(work);
        runtime.prepare();
        List<PluginLoader> kept = new ArrayList<>();
        load(kept, runtime, plugins.subList(0, 1));
        int loaded = 1;
        for (int count : counts) {
            load(kept, runtime, plugins.subList(loaded, 1 + count));
            loaded = 1 + count;
        }
        System.exit(0);
    }

    private static void load(List<PluginLoader> kept, PluginRuntime runtime, List<MaterialisedPlugin> plugins) {
        PluginLoader loader = Daemons.loader(runtime);
        kept.add(loader);
        Daemons.requireWhole(loader.load(plugins, List.of()));
        System.out.println(Heap.used() + " " + Heap.outside());
    }
}
