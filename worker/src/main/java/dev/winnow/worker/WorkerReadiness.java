package dev.winnow.worker;

import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.plugin.PluginHost;
import java.time.Duration;

/** A worker is ready with its plugins loaded and Redis having answered within 10 s. */
final class WorkerReadiness implements Readiness {
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final PluginHost plugins;
    private final Connectivity connectivity;

    WorkerReadiness(PluginHost plugins, Connectivity connectivity) {
        this.plugins = plugins;
        this.connectivity = connectivity;
    }

    @Override
    public boolean isReady() {
        return plugins.isLoaded() && connectivity.polledWithin(FRESH);
    }

    @Override
    public String reason() {
        if (!plugins.isLoaded()) {
            return "plugins are being loaded";
        }
        return connectivity.polledWithin(FRESH) ? "polling" : "no successful poll for " + FRESH.toSeconds() + " s";
    }
}
