package dev.winnow.plugin.spi;

/**
 * The entry of a Java plugin, found by {@link java.util.ServiceLoader}: a public class with a public constructor
 * without parameters.
 *
 * <p>It is loaded once in every daemon at start-up, in a class loader of its own whose context class loader is set for
 * each call. Loading has 30 seconds. Whatever it throws is a warning on this plugin and touches nothing else.
 */
public interface Plugin {
    /**
     * Registers what the plugin brings.
     *
     * @param context what the plugin may use; valid until {@link #unload()}
     * @throws Exception whatever is wrong; its message is shown to the operator
     */
    void load(PluginContext context) throws Exception;

    /** Lets go of what {@link #load} took. Called when the daemon stops. */
    default void unload() {
    }
}
