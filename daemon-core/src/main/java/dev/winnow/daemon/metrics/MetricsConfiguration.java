package dev.winnow.daemon.metrics;

import dev.winnow.daemon.metrics.cloudwatch.CloudWatchExport;
import dev.winnow.daemon.metrics.stackdriver.StackdriverExport;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.settings.CloudWatchSettings;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.StackdriverSettings;
import dev.winnow.daemon.settings.Variable;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.plugin.spi.Outbound;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Metrics that every daemon has, and where they go besides {@code /metrics}. */
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

    @Bean
    @Conditional(CloudWatchIsOn.class)
    MeterRegistry cloudWatch(SettingValues values, Outbound outbound) {
        return CloudWatchExport.open(CloudWatchSettings.from(values), outbound, System::getenv);
    }

    @Bean
    @Conditional(StackdriverIsOn.class)
    MeterRegistry stackdriver(SettingValues values, ProcessIdentity process) {
        return StackdriverExport.open(StackdriverSettings.from(values), process, System::getenv);
    }

    /** Whether a variable is on. */
    private abstract static class IsOn implements Condition {
        private final Variable variable;

        IsOn(Variable variable) {
            this.variable = variable;
        }

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return new SettingValues(context.getEnvironment()).isOn(variable);
        }
    }

    static final class CloudWatchIsOn extends IsOn {
        CloudWatchIsOn() {
            super(Variables.METRICS_CLOUDWATCH);
        }
    }

    static final class StackdriverIsOn extends IsOn {
        StackdriverIsOn() {
            super(Variables.METRICS_STACKDRIVER);
        }
    }
}
