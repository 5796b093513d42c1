package dev.winnow.plugin.loader;

import dev.winnow.plugin.manifest.PluginFolder;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.scan.BytecodeScan;
import dev.winnow.plugin.spi.Plugin;
import dev.winnow.plugin.spi.PluginContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads plugins that bring jars, each in a class loader of its own. A plugin must name one or more public classes that
 * implement {@link Plugin} and have a public constructor without parameters in
 * {@code META-INF/services/dev.winnow.plugin.spi.Plugin} of one of its jars. It sees the classes of the Java plugins that
 * its manifest requires.
 */
public final class JavaPluginRuntime implements PluginRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(JavaPluginRuntime.class);

    private static final ClassLoader HOST = Plugin.class.getClassLoader();

    private final HostClasses hostClasses = new HostClasses(HOST);
    private final Map<String, PluginClassLoader> loaders = new ConcurrentHashMap<>();

    @Override
    public PluginLanguage language() {
        return PluginLanguage.JAVA;
    }

    @Override
    public AutoCloseable load(MaterialisedPlugin plugin, PluginContext context, Consumer<PluginWarning> warnings)
            throws Exception {
        PluginClassLoader loader = new PluginClassLoader(plugin.name(), new PluginFolder(plugin.folder()).jars(),
                hostClasses, required(plugin));
        Loaded loaded = new Loaded(plugin.name(), loader, new ArrayList<>(), loaders);
        try (ContextClassLoaderSwap swap = new ContextClassLoaderSwap(loader)) {
            PluginContext own = new Boundary(loader, HOST).toPlugin(context);
            PluginEntries entries = new PluginEntries(loader);
            for (String name : entries.names()) {
                Plugin entry = entries.make(name);
                loaded.entries().add(entry);
                entry.load(own);
            }
            loaders.put(plugin.name(), loader);
            return loaded;
        } catch (Throwable e) {
            closeAfter(e, loaded);
            throw e;
        }
    }

    /** The Java plugins that it requires and that are loaded, by name; those it lacks are {@link Requirements}' affair. */
    private List<PluginClassLoader> required(MaterialisedPlugin plugin) {
        return plugin.manifest().requiresPlugins().keySet().stream().sorted().map(loaders::get).filter(Objects::nonNull)
                .toList();
    }

    private static void closeAfter(Throwable failure, Loaded loaded) {
        try {
            loaded.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public List<PluginWarning> inspect(MaterialisedPlugin plugin) throws IOException {
        return new BytecodeScan(HOST).scan(plugin.name(), plugin.digest(), new PluginFolder(plugin.folder()).jars());
    }

    @Override
    public PluginWarning explain(MaterialisedPlugin plugin, Throwable failure) {
        return new JavaFailure(plugin).explain(failure);
    }

    /** Java cannot end a thread: it was interrupted, and what it still registers is refused. */
    @Override
    public void abandon(MaterialisedPlugin plugin) {
        LOG.debug("The thread that loads plugin {} is left behind", plugin.name());
    }

    @Override
    public void close() {
        LOG.debug("Nothing is held besides the plugins themselves");
    }

    /** A plugin that is loaded, or was partly. */
    private record Loaded(String plugin, PluginClassLoader loader, List<Plugin> entries,
            Map<String, PluginClassLoader> loaders) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            loaders.remove(plugin, loader);
            try (ContextClassLoaderSwap swap = new ContextClassLoaderSwap(loader)) {
                for (Plugin entry : entries.reversed()) {
                    unload(entry);
                }
            } finally {
                loader.close();
            }
        }

        private void unload(Plugin entry) {
            try {
                entry.unload();
            } catch (Throwable e) {
                LOG.warn("Plugin {} failed to unload; what it holds stays until this process ends", plugin, e);
            }
        }
    }
}
