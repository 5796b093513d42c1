package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginRuntime;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.spi.PluginContext;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Loads plugins that are Python packages. Nothing of Python is started before the first of them is to be loaded:
 * {@link #prepare} then starts the engine, about two seconds of an idle processor; each plugin takes about a tenth of one.
 *
 * <p>GraalPy unpacks its standard library once into the folder that the system property
 * {@code polyglot.engine.userResourceCache} names, by default below the user's home: a daemon whose user has no home sets
 * it.
 */
public final class PythonPluginRuntime implements PluginRuntime {
    private final PythonEngine engine = new PythonEngine();
    private final ConcurrentMap<String, LoadedPlugin> loading = new ConcurrentHashMap<>();
    private final LoadedPlugin.Limits limits;

    /** With the usual limits: 10 s for each call of a filter. */
    public PythonPluginRuntime() {
        this(LoadedPlugin.Limits.USUAL);
    }

    PythonPluginRuntime(LoadedPlugin.Limits limits) {
        this.limits = limits;
    }

    @Override
    public PluginLanguage language() {
        return PluginLanguage.PYTHON;
    }

    @Override
    public void prepare() {
        engine.warmUp();
    }

    @Override
    public AutoCloseable load(MaterialisedPlugin plugin, PluginContext context, Consumer<PluginWarning> warnings) {
        if (!plugin.manifest().permissions().isEmpty()) {
            context.warn("it asks for the permissions " + plugin.manifest().permissions()
                    + ", which this version does not give: it runs without network and files");
        }
        LoadedPlugin loaded = new LoadedPlugin(engine, plugin, context, limits);
        loading.put(key(plugin), loaded);
        try {
            loaded.load();
            return loaded;
        } finally {
            loading.remove(key(plugin), loaded);
        }
    }

    @Override
    public PluginWarning explain(MaterialisedPlugin plugin, Throwable failure) {
        return new Explanation(plugin).of(failure);
    }

    @Override
    public void abandon(MaterialisedPlugin plugin) {
        LoadedPlugin abandoned = loading.get(key(plugin));
        if (abandoned != null) {
            abandoned.abandon();
        }
    }

    private static String key(MaterialisedPlugin plugin) {
        return plugin.name() + " " + plugin.digest();
    }

    @Override
    public void close() {
        engine.close();
    }
}
