package dev.winnow.bench.plugins;

import dev.winnow.bench.support.Bench;
import dev.winnow.bench.support.Figures;
import dev.winnow.bench.support.Measure;
import dev.winnow.bench.support.Scale;
import dev.winnow.bench.support.Timed;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.loader.JavaPluginRuntime;
import dev.winnow.plugin.loader.LoadReport;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginRuntime;
import dev.winnow.plugin.python.PythonPluginRuntime;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What Python costs beside Java: the start of a plugin, a call of a job, a call of a filter; the same plugin in both. */
public final class PythonBench implements Bench {
    private static final int PLUGINS = 9;
    private static final int CALLS = 6_000;
    private static final String REFERENCE = "the same plugin in Java";

    @Override
    public String name() {
        return "plugin-python";
    }

    @Override
    public String about() {
        return "start of a Python plugin, a call of its job and of its filter, beside the same in Java";
    }

    @Override
    public void run(Path work, Scale scale, Consumer<Measure> found) throws Exception {
        SamplePlugins plugins = new SamplePlugins(work);
        try (PythonPluginRuntime python = new PythonPluginRuntime(work.resolve("python-work"))) {
            found.accept(Measure.of(name() + ".engine-start", Timed.millis(python::prepare), "ms"));
            Side inPython = measure(python, plugins.python(PLUGINS));
            Side inJava = measure(new JavaPluginRuntime(), plugins.java(PLUGINS));
            report(found, ".context-start", "ms", inPython.load(), inJava.load());
            report(found, ".first-job-call", "ms", inPython.firstJobCall(), inJava.firstJobCall());
            report(found, ".job-call", "us", inPython.jobCall(), inJava.jobCall());
            report(found, ".filter-call", "us", inPython.filterCall(), inJava.filterCall());
        }
    }

    private void report(Consumer<Measure> found, String suffix, String unit, double python, double java) {
        found.accept(Measure.of(name() + suffix, python, unit).against(REFERENCE, java));
    }

    private static Side measure(PluginRuntime runtime, List<PluginContent> contents) throws Exception {
        List<MaterialisedPlugin> plugins = contents.stream().map(Daemons::inPlace).toList();
        Figures load = new Figures();
        Figures firstJobCall = new Figures();
        double jobCall = 0;
        double filterCall = 0;
        SampleJob job = new SampleJob(Instant.now().plus(Duration.ofHours(1)));
        for (MaterialisedPlugin plugin : plugins) {
            long start = System.nanoTime();
            // Not closed: that would end the runtime for the next one, too.
            LoadReport report = Daemons.requireWhole(Daemons.loader(runtime).load(List.of(plugin), List.of()));
            load.add((System.nanoTime() - start) / 1e6);
            JobHandler handler = report.registry().all(JobHandler.class).getFirst().extension();
            ResourceFilter filter = report.registry().all(ResourceFilter.class).getFirst().extension();
            firstJobCall.add(Timed.millis(() -> handler.run(job)));
            if (plugin == plugins.getLast()) {
                jobCall = Timed.microsPerCall(CALLS, () -> handler.run(job));
                filterCall = Timed.microsPerCall(CALLS, () -> filter.apply(ResourceQuery.all(), Settings.NONE));
            }
        }
        return new Side(load.median(), firstJobCall.median(), jobCall, filterCall);
    }

    /**
     * One language's figures.
     *
     * @param load ms
     * @param firstJobCall ms
     * @param jobCall microseconds
     * @param filterCall microseconds
     */
    private record Side(double load, double firstJobCall, double jobCall, double filterCall) {
    }
}
