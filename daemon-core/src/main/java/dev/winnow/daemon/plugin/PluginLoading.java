package dev.winnow.daemon.plugin;

import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.daemon.waiting.Waiter;
import dev.winnow.db.plugin.Generation;
import dev.winnow.db.plugin.PluginWarnings;
import dev.winnow.plugin.loader.LoadReport;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginLoader;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.Registered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads once: chooses a generation, lays its plugins down, hands them to the loader, records what came of it. */
final class PluginLoading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginLoading.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final GenerationChoice choice;
    private final PublishedPlugins published;
    private final CacheEviction eviction;
    private final LoadingMarks marks;
    private final Function<List<MaterialisedPlugin>, PluginLoader> loaders;
    private final List<PluginLoader> open = new CopyOnWriteArrayList<>();

    PluginLoading(GenerationChoice choice, PublishedPlugins published, CacheEviction eviction, LoadingMarks marks,
            Function<List<MaterialisedPlugin>, PluginLoader> loaders) {
        this.choice = choice;
        this.published = published;
        this.eviction = eviction;
        this.marks = marks;
        this.loaders = loaders;
    }

    synchronized LoadedPlugins load(List<Registered<?>> builtIns, Recorder recorder) throws InterruptedException {
        long began = System.nanoTime();
        GenerationChoice.Choice chosen = new Waiter(PATIENCE,
                e -> "The published plugins could not be read from MySQL (" + e.getMessage() + ")")
                .await(choice::choose);
        Optional<Generation> generation = chosen.generation();
        List<PluginWarning> warnings = new ArrayList<>(chosen.warnings());
        List<MaterialisedPlugin> plugins = List.of();
        if (generation.isPresent()) {
            marks.begin(generation.get().id());
            PublishedPlugins.Laid laid = published.lay(generation.get());
            plugins = laid.plugins();
            warnings.addAll(laid.warnings());
        }
        PluginLoader loader = loaders.apply(plugins);
        open.add(loader);
        LoadReport report = loader.load(plugins, builtIns);
        marks.end();
        if (chosen.isCurrent()) {
            marks.forget();
        }
        // The loader has said its own.
        warnings.forEach(warning -> LOG.warn("{} {}: {} {}", warning.code().code(), warning.plugin(),
                warning.message(), warning.hint()));
        warnings.addAll(report.warnings());
        recorder.record(generation, warnings);
        LOG.info("Plugins are loaded: {} of {} ({}).", plugins.size() - report.failed().size(), plugins.size(),
                generation.map(loaded -> "generation " + loaded.id()).orElse("none is published yet"));
        eviction.run();
        return new LoadedPlugins(true, chosen.published(), generation.map(Generation::id), report.registry(), plugins,
                report.failed(),
                warnings.size(), Duration.ofNanos(System.nanoTime() - began));
    }

    /** The generation that is current now. */
    Optional<Long> published() {
        return choice.published();
    }

    /** Unloads everything, in the opposite order. */
    @Override
    public void close() {
        // Not synchronized: a stop need not wait for a load, whose mark must go in any case.
        marks.stop();
        for (PluginLoader loader : List.copyOf(open).reversed()) {
            loader.close();
        }
    }

    /** Puts on record what was loaded. */
    @FunctionalInterface
    interface Recorder {
        void record(Optional<Generation> generation, List<PluginWarning> warnings);

        /** Into MySQL; where that fails, the daemon runs all the same. */
        static Recorder of(PluginWarnings table, ProcessRegistration registration) {
            return (generation, warnings) -> {
                generation.ifPresent(loaded -> registration.generation(loaded.id()));
                try {
                    table.replace(registration.kind(), registration.host(), "load", warnings);
                } catch (RuntimeException e) {
                    LOG.warn("The warnings on plugins could not be recorded ({}): they stand in this log only.",
                            e.getMessage());
                }
            };
        }
    }
}
