package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginRuntime;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.spi.PluginContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
    private final PythonLimits limits;
    private final Path work;

    /** With the usual limits, 10 s for each call of a filter, and working folders in a new temporary folder. */
    public PythonPluginRuntime() {
        this(Path.of(System.getProperty("java.io.tmpdir"), "winnow-python-work-" + UUID.randomUUID()));
    }

    /**
     * With the usual limits.
     *
     * @param work holds a folder for each plugin that has the permission {@code files}; made where it is missing
     */
    public PythonPluginRuntime(Path work) {
        this(PythonLimits.USUAL, work);
    }

    PythonPluginRuntime(PythonLimits limits, Path work) {
        this.limits = limits;
        this.work = work;
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
        Permissions permissions = Permissions.of(plugin, context, work);
        permissions.warnings(plugin).forEach(warnings);
        LoadedPlugin loaded = new LoadedPlugin(engine, plugin, context, permissions, limits, warnings);
        return during(plugin, loaded, () -> {
            loaded.load();
            return loaded;
        });
    }

    /** Reads the plugin's sources with Python's own parser, in an interpreter that imports nothing of it. */
    @Override
    public List<PluginWarning> inspect(MaterialisedPlugin plugin) {
        LoadedPlugin looked = new LoadedPlugin(engine, plugin, new NoContext(plugin), Permissions.NONE, limits,
                warning -> {
                });
        Notes notes = new Notes(plugin);
        return during(plugin, looked, () -> {
            List<PluginWarning> found = new ArrayList<>();
            looked.inspect().forEach(note -> found.add(notes.read(note)));
            return found;
        });
    }

    private <T> T during(MaterialisedPlugin plugin, LoadedPlugin loaded, Supplier<T> code) {
        loading.put(key(plugin), loaded);
        try {
            return code.get();
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
