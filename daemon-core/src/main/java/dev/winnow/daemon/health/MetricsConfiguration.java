package dev.winnow.daemon.health;

import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessIdentity;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Metrics that every daemon has. */
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {
    @Bean
    MeterFilter daemonTag(ProcessIdentity identity) {
        return MeterFilter.commonTags(List.of(Tag.of("daemon", identity.kind())));
    }

    @Bean
    MeterBinder pluginMetrics(PluginHost plugins) {
        return new PluginMetrics(plugins);
    }
}
