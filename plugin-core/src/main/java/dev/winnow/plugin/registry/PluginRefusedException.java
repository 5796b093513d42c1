package dev.winnow.plugin.registry;

/** A plugin cannot be taken as it is; its {@link #warning()} says why and what to do. */
public final class PluginRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient PluginWarning warning;

    /** For the reason that the warning tells. */
    public PluginRefusedException(PluginWarning warning) {
        super(warning.message());
        this.warning = warning;
    }

    /** What to show the operator. */
    public PluginWarning warning() {
        return warning;
    }
}
