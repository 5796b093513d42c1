package dev.winnow.web.health;

import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.web.Started;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Ready once the start is done, while MySQL takes this process's heartbeat. */
@Component
class InterfaceReadiness implements Readiness {
    private final PluginHost plugins;
    private final Started started;
    private final ProcessRegistration registration;

    InterfaceReadiness(PluginHost plugins, Started started, ProcessRegistration registration) {
        this.plugins = plugins;
        this.started = started;
        this.registration = registration;
    }

    @Override
    public boolean isReady() {
        return started.isDone() && isDatabaseReachable();
    }

    @Override
    public String reason() {
        if (!plugins.isLoaded()) {
            return "plugins are being loaded";
        }
        if (!started.isDone()) {
            return "the first admin is being made";
        }
        return isDatabaseReachable()
                ? "ready"
                : "MySQL has not answered for " + registration.unreachableFor().toSeconds() + " s";
    }

    private boolean isDatabaseReachable() {
        return registration.unreachableFor().equals(Duration.ZERO);
    }
}
