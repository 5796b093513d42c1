package dev.winnow.web.health;

import dev.winnow.daemon.health.Readiness;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessRegistration;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Ready once the plugins are loaded, while MySQL takes this process's heartbeat. */
@Component
class InterfaceReadiness implements Readiness {
    private final PluginHost plugins;
    private final ProcessRegistration registration;

    InterfaceReadiness(PluginHost plugins, ProcessRegistration registration) {
        this.plugins = plugins;
        this.registration = registration;
    }

    @Override
    public boolean isReady() {
        return plugins.isLoaded() && isDatabaseReachable();
    }

    @Override
    public String reason() {
        if (!plugins.isLoaded()) {
            return "plugins are being loaded";
        }
        return isDatabaseReachable()
                ? "ready"
                : "MySQL has not answered for " + registration.unreachableFor().toSeconds() + " s";
    }

    private boolean isDatabaseReachable() {
        return registration.unreachableFor().equals(Duration.ZERO);
    }
}
