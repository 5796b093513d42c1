package dev.winnow.plugin.loader;

import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.PluginRegistry;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.Registered;
import dev.winnow.plugin.registry.WarningCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One set of plugins on its way: what became of those before decides whether the next one is tried. */
final class LoadRun {
    private static final Logger LOG = LoggerFactory.getLogger(LoadRun.class);

    private final Function<MaterialisedPlugin, PluginAttempt> attempts;
    private final BiConsumer<String, AutoCloseable> handles;
    private final LoadOrder order;
    private final Requirements requirements;
    private final ExtensionTable extensions;
    private final List<PluginWarning> warnings = new ArrayList<>();
    private final Set<String> failed = new LinkedHashSet<>();
    private final Map<String, Duration> durations = new LinkedHashMap<>();

    /**
     * @param attempts makes the way of one plugin
     * @param handles takes what unloads a plugin
     */
    LoadRun(List<MaterialisedPlugin> plugins, List<Registered<?>> builtIns,
            Function<MaterialisedPlugin, PluginAttempt> attempts, BiConsumer<String, AutoCloseable> handles) {
        this.attempts = attempts;
        this.handles = handles;
        this.order = new LoadOrder(plugins);
        this.requirements = new Requirements(order);
        this.extensions = new ExtensionTable(builtIns);
    }

    /** Loads them, each no longer than the deadline. */
    LoadReport run(Duration deadline) {
        Iterator<MaterialisedPlugin> plugins = order.inOrder().iterator();
        new BoundedSequence<>(deadline, new Iterator<Turn>() {
            @Override
            public boolean hasNext() {
                return plugins.hasNext();
            }

            @Override
            public Turn next() {
                return new Turn(plugins.next());
            }
        }).run();
        warnings.forEach(warning -> LOG.warn("{} {}: {} {}", warning.code().code(), warning.plugin(),
                warning.message(), warning.hint()));
        return new LoadReport(new PluginRegistry(extensions.all()), warnings, failed, durations);
    }

    private void take(MaterialisedPlugin plugin, PluginAttempt.Result result, Duration took) {
        warnings.addAll(result.warnings());
        if (result.loaded()) {
            warnings.addAll(extensions.add(plugin, result.context(), result.extensions()));
            result.handle().ifPresent(handle -> handles.accept(plugin.name(), handle));
        } else {
            failed.add(plugin.name());
        }
        durations.put(plugin.name(), took);
        LOG.info("Plugin {} {} {} after {} ms", plugin.name(), plugin.manifest().version(),
                result.loaded() ? "is loaded" : "is not loaded", took.toMillis());
    }

    /** One plugin's. */
    private final class Turn implements BoundedSequence.Task<Optional<AutoCloseable>> {
        private final MaterialisedPlugin plugin;
        private final PluginAttempt attempt;
        private final long start = System.nanoTime();
        private Optional<PluginWarning> unmet = Optional.empty();

        Turn(MaterialisedPlugin plugin) {
            this.plugin = plugin;
            this.attempt = attempts.apply(plugin);
        }

        @Override
        public String name() {
            return "plugin-load-" + plugin.name();
        }

        @Override
        public Optional<AutoCloseable> call() throws Exception {
            unmet = requirements.unmet(plugin, failed).or(this::withoutRuntime);
            return unmet.isPresent() ? Optional.empty() : attempt.call();
        }

        @Override
        public void ended(BoundedCall.Outcome<Optional<AutoCloseable>> outcome) {
            PluginAttempt.Result result = unmet.map(attempt::refused).orElseGet(() -> attempt.result(outcome));
            take(plugin, result, Duration.ofNanos(System.nanoTime() - start));
        }

        @Override
        public void late(Optional<AutoCloseable> handle) {
            handle.ifPresent(attempt::closeLate);
        }

        private Optional<PluginWarning> withoutRuntime() {
            PluginLanguage language = plugin.manifest().language();
            if (language == PluginLanguage.NONE || attempt.hasRuntime()) {
                return Optional.empty();
            }
            return Optional.of(PluginWarning.of(plugin.name(), plugin.digest(), WarningCode.LOAD_FAILED,
                    "Plugin '" + plugin.name() + "' is not loaded: this process has no runtime for " + language,
                    "Install Winnow completely; a part of it is missing."));
        }
    }
}
