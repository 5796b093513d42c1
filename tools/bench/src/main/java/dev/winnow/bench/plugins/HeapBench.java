package dev.winnow.bench.plugins;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.JavaProcess;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.Scale;
import dev.winnow.plugin.bundle.PluginContent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Memory that a loaded plugin keeps, in Java and in Python, with few of them and with many. */
public final class HeapBench implements Bench {
    private static final List<Integer> COUNTS = List.of(5, 50);

    @Override
    public String name() {
        return "plugin-heap";
    }

    @Override
    public String about() {
        return "memory that a loaded plugin keeps, in Java and in Python, with 5 and with 50 of them";
    }

    @Override
    public void run(Path work, Scale scale, Consumer<Measure> found) throws Exception {
        int plugins = 1 + COUNTS.getLast();
        // The compiler that makes them would count as theirs.
        List<Kept> java = child("java", work.resolve("java"), folder -> new SamplePlugins(folder).java(plugins));
        List<Kept> python = child("python", work.resolve("python"),
                folder -> new SamplePlugins(folder).python(plugins));
        for (int i = 0; i < COUNTS.size(); i++) {
            String suffix = ".of-" + COUNTS.get(i);
            found.accept(Measure.of(name() + ".java" + suffix, java.get(i).heap(), "KiB"));
            found.accept(Measure.of(name() + ".java.classes" + suffix, java.get(i).outside(), "KiB"));
            found.accept(Measure.of(name() + ".python" + suffix, python.get(i).heap(), "KiB")
                    .against("the same plugin in Java", java.get(i).heap()));
        }
    }

    /** KiB a plugin, for each count. */
    private static List<Kept> child(String language, Path folder, Samples samples) throws Exception {
        PublishedList.write(folder, samples.in(folder));
        List<String> arguments = new ArrayList<>(List.of(language, folder.toString()));
        COUNTS.forEach(count -> arguments.add(count.toString()));
        List<Kept> used = JavaProcess.run(HeapChild.class, List.of("-XX:+UseSerialGC", "-Xmx4g"), arguments).stream()
                .map(Kept::read).toList();
        List<Kept> each = new ArrayList<>();
        for (int i = 0; i < COUNTS.size(); i++) {
            each.add(used.get(i + 1).over(used.getFirst(), COUNTS.get(i)));
        }
        return each;
    }

    /** Makes plugins. */
    @FunctionalInterface
    private interface Samples {
        List<PluginContent> in(Path folder) throws Exception;
    }

    /** Heap, and classes and code outside of it. */
    private record Kept(double heap, double outside) {
        static Kept read(String line) {
            String[] parts = line.split(" ", 2);
            return new Kept(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
        }

        Kept over(Kept base, int plugins) {
            return new Kept((heap - base.heap) * 1024 / plugins, (outside - base.outside) * 1024 / plugins);
        }
    }
}
