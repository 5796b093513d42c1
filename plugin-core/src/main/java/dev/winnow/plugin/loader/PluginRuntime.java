package dev.winnow.plugin.loader;

import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.spi.PluginContext;

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
     * @return a handle that unloads it
     * @throws Exception whatever is wrong with it
     */
    AutoCloseable load(MaterialisedPlugin plugin, PluginContext context) throws Exception;

    /** Says in an operator's words what a throwable from {@link #load} means, with file and line where known. */
    PluginWarning explain(MaterialisedPlugin plugin, Throwable failure);

    /** Ends a load that is past its deadline, as far as the language allows. Called from another thread. */
    void abandon(MaterialisedPlugin plugin);

    /** Frees what the runtime holds. */
    @Override
    void close();
}
