package dev.winnow.plugin.python;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.spi.Extension;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.PluginContext;
import dev.winnow.plugin.spi.Secrets;
import dev.winnow.plugin.spi.Settings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a plugin registers and says. */
final class RecordingContext implements PluginContext {
    final List<Extension> extensions = new CopyOnWriteArrayList<>();
    final List<String> warnings = new CopyOnWriteArrayList<>();
    final List<PluginWarning> noted = new CopyOnWriteArrayList<>();
    Outbound outbound = new TestOutbound(null);
    private final Settings settings;

    RecordingContext(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String pluginName() {
        return "test";
    }

    @Override
    public String pluginVersion() {
        return "1.0.0";
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Secrets secrets() {
        return reference -> "secret behind " + reference;
    }

    @Override
    public Outbound outbound() {
        return outbound;
    }

    @Override
    public void register(Extension extension) {
        extensions.add(extension);
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
    }

    <E extends Extension> E only(Class<E> kind) {
        return kind.cast(extensions.stream().filter(kind::isInstance).findFirst().orElseThrow());
    }

    JobHandler job(String type) {
        return extensions.stream().filter(JobHandler.class::isInstance).map(JobHandler.class::cast)
                .filter(handler -> handler.name().equals(type)).findFirst().orElseThrow();
    }
}
