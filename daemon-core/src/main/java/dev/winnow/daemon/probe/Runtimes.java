package dev.winnow.daemon.probe;

import dev.winnow.plugin.loader.JavaPluginRuntime;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginRuntime;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.python.PythonPluginRuntime;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.spi.PluginContext;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One runtime a language for all plugins that are tried here, started when the first of them comes. */
final class Runtimes {
    private final Map<PluginLanguage, PluginRuntime> started = new EnumMap<>(PluginLanguage.class);

    /** Those of these plugins, ready. */
    List<PluginRuntime> of(List<MaterialisedPlugin> plugins) {
        Set<PluginLanguage> languages = plugins.stream().map(plugin -> plugin.manifest().language())
                .filter(language -> language != PluginLanguage.NONE)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return languages.stream().<PluginRuntime>map(language -> new Kept(started.computeIfAbsent(language,
                Runtimes::start))).toList();
    }

    private static PluginRuntime start(PluginLanguage language) {
        PluginRuntime runtime = switch (language) {
            case JAVA -> new JavaPluginRuntime();
            case PYTHON -> new PythonPluginRuntime();
            case NONE -> throw new IllegalArgumentException("data needs no runtime");
        };
        runtime.prepare();
        return runtime;
    }

    /** Outlasts the loader that uses it. */
    private record Kept(PluginRuntime runtime) implements PluginRuntime {
        @Override
        public PluginLanguage language() {
            return runtime.language();
        }

        @Override
        public AutoCloseable load(MaterialisedPlugin plugin, PluginContext context, Consumer<PluginWarning> warnings)
                throws Exception {
            return runtime.load(plugin, context, warnings);
        }

        @Override
        public List<PluginWarning> inspect(MaterialisedPlugin plugin) throws Exception {
            return runtime.inspect(plugin);
        }

        @Override
        public PluginWarning explain(MaterialisedPlugin plugin, Throwable failure) {
            return runtime.explain(plugin, failure);
        }

        @Override
        public void abandon(MaterialisedPlugin plugin) {
            runtime.abandon(plugin);
        }

        @Override
        public void close() {
            // The next plugin uses it, too.
        }
    }
}
