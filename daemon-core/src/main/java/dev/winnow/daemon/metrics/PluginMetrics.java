package dev.winnow.daemon.metrics;

import dev.winnow.daemon.plugin.PluginHost;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;

/** What is loaded, as gauges. */
final class PluginMetrics implements MeterBinder {
    private final PluginHost plugins;

    PluginMetrics(PluginHost plugins) {
        this.plugins = plugins;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("winnow.plugins.loaded", plugins, PluginHost::loadedCount)
                .description("Plugins that this daemon loaded").register(registry);
        Gauge.builder("winnow.plugin.warnings", plugins, PluginHost::warningCount)
                .description("Warnings from loading plugins").register(registry);
        TimeGauge.builder("winnow.plugins.load", () -> plugins.loadTime().toMillis(), TimeUnit.MILLISECONDS)
                .description("How long loading plugins took at the latest start").register(registry);
        Gauge.builder("winnow.generation", plugins, host -> host.generation().orElse(0L))
                .description("The generation of plugins that this daemon loaded; 0 for none").register(registry);
    }
}
