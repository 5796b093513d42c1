package dev.winnow.plugin.loader;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Secrets;
import dev.winnow.plugin.spi.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one plugin gets: it takes registrations and warnings until loading has ended, and lasts longer. */
final class LoadingContext implements PluginContext {
    private static final Logger LOG = LoggerFactory.getLogger(LoadingContext.class);
    private static final int MAX_WARNINGS = 100;
    private static final int MAX_MESSAGE = 2_000;

    private final MaterialisedPlugin plugin;
    private final Secrets secrets;
    private final Outbound outbound;
    private final Object lock = new Object();
    private final List<Extension> extensions = new ArrayList<>();
    /** What is registered under each name. */
    private final Map<String, ExtensionKind> kinds = new HashMap<>();
    private final List<PluginWarning> warnings = new ArrayList<>();
    private boolean ended;

    LoadingContext(MaterialisedPlugin plugin, Secrets secrets, Outbound outbound) {
        this.plugin = plugin;
        this.secrets = secrets;
        this.outbound = outbound;
    }

    @Override
    public String pluginName() {
        return plugin.name();
    }

    @Override
    public String pluginVersion() {
        return plugin.manifest().version();
    }

    @Override
    public Settings settings() {
        return plugin.settings();
    }

    @Override
    public Secrets secrets() {
        return secrets;
    }

    @Override
    public Outbound outbound() {
        return outbound;
    }

    @Override
    public void register(Extension extension) {
        Objects.requireNonNull(extension, "the extension to register is null");
        ExtensionKind kind = ExtensionKind.of(extension);
        String name = Objects.requireNonNull(extension.name(),
                () -> "the name() of " + extension.getClass().getName() + " is null");
        synchronized (lock) {
            if (ended) {
                throw new IllegalStateException("plugin '" + plugin.name() + "' registers '" + name
                        + "' after loading has ended; extensions are registered in load()");
            }
            ExtensionKind before = kinds.get(name);
            if (before != null && before.overlaps(kind)) {
                throw new IllegalArgumentException(
                        "plugin '" + plugin.name() + "' registers the " + kind.title() + " '" + name + "' twice");
            }
            kinds.put(name, before == null ? kind : before.and(kind));
            extensions.add(extension);
        }
    }

    @Override
    public void warn(String message) {
        String text = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "...";
        synchronized (lock) {
            if (!ended && warnings.size() < MAX_WARNINGS) {
                warnings.add(PluginWarning.of(plugin.name(), plugin.digest(), WarningCode.EMITTED, text,
                        "The plugin said this itself while loading; its author knows more."));
                return;
            }
        }
        LOG.warn("Plugin {} warns: {}", plugin.name(), text);
    }

    /** Takes a warning from the plugin's runtime. */
    void note(PluginWarning warning) {
        synchronized (lock) {
            if (!ended && warnings.size() < MAX_WARNINGS) {
                warnings.add(warning.withDigest(plugin.digest()));
                return;
            }
        }
        LOG.warn("Plugin {}: {}", plugin.name(), warning.message());
    }

    /** Ends loading: what is registered from now on is refused. */
    void end() {
        synchronized (lock) {
            ended = true;
        }
    }

    List<Extension> extensions() {
        synchronized (lock) {
            return List.copyOf(extensions);
        }
    }

    List<PluginWarning> warnings() {
        synchronized (lock) {
            return List.copyOf(warnings);
        }
    }
}
