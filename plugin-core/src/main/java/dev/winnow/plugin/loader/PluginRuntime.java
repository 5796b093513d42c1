package dev.winnow.plugin.loader;

import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.spi.PluginContext;
import java.util.List;
import java.util.function.Consumer;

/**
 * Loads plugins of one language. {@link PluginLoader} calls it on a thread of its own with a deadline; it may throw
 * anything, errors included.
 */
public interface PluginRuntime extends AutoCloseable {
    /** The language it loads. */
    PluginLanguage language();

    /**
     * Starts what all plugins of the language share. Called before the first of them is loaded, outside any plugin's
     * deadline, since a plugin must not pay for a slow machine; may be called again, and from several threads.
     */
    default void prepare() {
    }

    /**
     * Loads a plugin, which registers its extensions with the context.
     *
     * @param warnings takes what should be known of the plugin although it loads; heeded until loading has ended
     * @return a handle that unloads it
     * @throws Exception whatever is wrong with it
     */
    AutoCloseable load(MaterialisedPlugin plugin, PluginContext context, Consumer<PluginWarning> warnings)
            throws Exception;

    /**
     * Looks through a plugin's code without running it, for example for the use of deprecated members of the SPI. Called
     * once for each content, when it is tried before publishing; may throw anything.
     *
     * @return what was found, with file and line
     */
    default List<PluginWarning> inspect(MaterialisedPlugin plugin) throws Exception {
        return List.of();
    }

    /** Says in an operator's words what a throwable from {@link #load} means, with file and line where known. */
    PluginWarning explain(MaterialisedPlugin plugin, Throwable failure);

    /** Ends a load that is past its deadline, as far as the language allows. Called from another thread. */
    void abandon(MaterialisedPlugin plugin);

    /** Frees what the runtime holds. */
    @Override
    void close();
}
