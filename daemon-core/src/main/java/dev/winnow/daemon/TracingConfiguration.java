package dev.winnow.daemon;

import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.TraceSettings;
import dev.winnow.daemon.tracing.NoTracing;
import dev.winnow.daemon.tracing.Tracing;
import dev.winnow.daemon.tracing.otlp.OtlpTracing;
import dev.winnow.plugin.spi.Outbound;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Traces, where an endpoint is named. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {
    @Bean
    Tracing tracing(SettingValues values, ProcessIdentity process, Outbound outbound) {
        TraceSettings settings = TraceSettings.from(values);
        return settings.endpoint().<Tracing>map(endpoint -> OtlpTracing.open(endpoint, settings, process, outbound))
                .orElseGet(NoTracing::new);
    }
}
