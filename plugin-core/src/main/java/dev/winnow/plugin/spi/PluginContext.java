package dev.winnow.plugin.spi;

/** What a plugin may use while it is loaded. Safe for use by several threads. */
public interface PluginContext {
    /** The name in the manifest. */
    String pluginName();

    /** The version in the manifest. */
    String pluginVersion();

    /** The plugin's own settings, as the operator gave them. */
    Settings settings();

    /** Secrets by reference. */
    Secrets secrets();

    /** How this plugin's network clients must go out. */
    Outbound outbound();

    /**
     * Makes an extension known under its name. Only while {@link Plugin#load} runs.
     *
     * @throws IllegalArgumentException if this plugin registered one of that kind and name before
     * @throws IllegalStateException after loading has ended
     */
    void register(Extension extension);

    /** Leaves a warning on this plugin, which the operator sees on its Manage Plugin page. */
    void warn(String message);
}
