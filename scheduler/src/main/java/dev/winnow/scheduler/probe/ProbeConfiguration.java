package dev.winnow.scheduler.probe;

import dev.winnow.daemon.settings.PluginSettings;
import dev.winnow.daemon.settings.ProbeSettings;
import dev.winnow.db.plugin.PluginProbes;
import dev.winnow.db.plugin.PluginStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Has new plugins tried before they are published. */
@Configuration(proxyBeanMethods = false)
public class ProbeConfiguration {
    /** After signatures: what is refused for its signature is not run at all. */
    @Bean
    @Order(20)
    ProbeScreen probeScreen(ProbeSettings settings, PluginSettings plugins, PluginStore store, PluginProbes probes,
            MeterRegistry meters, InstantSource clock) {
        return new ProbeScreen(settings, plugins, store, probes, new ProbeMeters(meters), clock);
    }
}
