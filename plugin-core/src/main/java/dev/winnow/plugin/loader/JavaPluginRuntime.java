package dev.winnow.plugin.loader;

import dev.winnow.plugin.manifest.PluginFolder;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.Plugin;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Secrets;
import dev.winnow.plugin.spi.Settings;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads plugins that bring jars, each in a class loader of its own. A plugin must name one or more public classes that
 * implement {@link Plugin} and have a public constructor without parameters in
 * {@code META-INF/services/dev.winnow.plugin.spi.Plugin} of one of its jars.
 */
public final class JavaPluginRuntime implements PluginRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(JavaPluginRuntime.class);

    @Override
    public PluginLanguage language() {
        return PluginLanguage.JAVA;
    }

    @Override
    public AutoCloseable load(MaterialisedPlugin plugin, PluginContext context, Consumer<PluginWarning> warnings)
            throws Exception {
        PluginClassLoader loader = new PluginClassLoader(plugin.name(), jars(plugin), Plugin.class.getClassLoader());
        Loaded loaded = new Loaded(plugin.name(), loader, new ArrayList<>());
        try (ContextClassLoaderSwap swap = new ContextClassLoaderSwap(loader)) {
            PluginContext own = new SwappingContext(context, loader);
            for (Plugin entry : ServiceLoader.load(Plugin.class, loader)) {
                loaded.entries().add(entry);
                entry.load(own);
            }
            if (loaded.entries().isEmpty()) {
                throw new NoPluginEntryException();
            }
            return loaded;
        } catch (Throwable e) {
            closeAfter(e, loaded);
            throw e;
        }
    }

    private static void closeAfter(Throwable failure, Loaded loaded) {
        try {
            loaded.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static List<URL> jars(MaterialisedPlugin plugin) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : new PluginFolder(plugin.folder()).jars()) {
            urls.add(jar.toUri().toURL());
        }
        return urls;
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
    private record Loaded(String plugin, PluginClassLoader loader, List<Plugin> entries) implements AutoCloseable {
        @Override
        public void close() throws IOException {
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

    /** Wraps what is registered, so that later calls find the plugin's class loader. */
    private record SwappingContext(PluginContext context, ClassLoader loader) implements PluginContext {
        @Override
        public String pluginName() {
            return context.pluginName();
        }

        @Override
        public String pluginVersion() {
            return context.pluginVersion();
        }

        @Override
        public Settings settings() {
            return context.settings();
        }

        @Override
        public Secrets secrets() {
            return context.secrets();
        }

        @Override
        public Outbound outbound() {
            return context.outbound();
        }

        @Override
        public void register(Extension extension) {
            context.register(SwappingExtension.of(extension, loader));
        }

        @Override
        public void warn(String message) {
            context.warn(message);
        }
    }
}
